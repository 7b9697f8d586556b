using System.Text.Json.Serialization;

namespace SBG.Projections.Privacy;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Privacy.AccessRequest))]
[JsonSerializable(typeof(global::SBG.Domain.Privacy.AccessRequestAnswered))]
[JsonSerializable(typeof(global::SBG.Domain.Privacy.AccessRequestExtended))]
[JsonSerializable(typeof(global::SBG.Domain.Privacy.AccessRequestReceived))]
[JsonSerializable(typeof(global::SBG.Domain.Privacy.AccessRequestWithdrawn))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
