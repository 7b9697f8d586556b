using System.Text.Json.Serialization;

namespace SBG.Api.ClientFile;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.ClientFile.CurrentMonthView))]
[JsonSerializable(typeof(global::SBG.Projections.ClientFile.ClientFile))]
internal sealed partial class ClientFileAnswers : JsonSerializerContext;
