using System.Text.Json.Serialization;

namespace SBG.Api.Operations;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Operations.OperationView))]
internal sealed partial class OperationsAnswers : JsonSerializerContext;
