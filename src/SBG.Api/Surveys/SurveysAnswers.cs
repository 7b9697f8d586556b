using System.Text.Json.Serialization;

namespace SBG.Api.Surveys;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Surveys.SurveyView>))]
[JsonSerializable(typeof(global::SBG.Api.Surveys.SurveySummaryView))]
[JsonSerializable(typeof(global::SBG.Api.Surveys.SurveyView))]
internal sealed partial class SurveysAnswers : JsonSerializerContext;
