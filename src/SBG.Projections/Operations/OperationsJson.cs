using System.Text.Json.Serialization;

namespace SBG.Projections.Operations;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Projections.Operations.Operation))]
[JsonSerializable(typeof(global::SBG.Projections.Operations.SealedUpload))]
internal sealed partial class OperationsJson : JsonSerializerContext;
