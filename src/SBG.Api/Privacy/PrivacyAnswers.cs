using System.Text.Json.Serialization;

namespace SBG.Api.Privacy;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Privacy.AccessRequestView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Privacy.ProtectedReadView>))]
[JsonSerializable(typeof(global::SBG.Api.Privacy.AccessRequestView))]
internal sealed partial class PrivacyAnswers : JsonSerializerContext;
