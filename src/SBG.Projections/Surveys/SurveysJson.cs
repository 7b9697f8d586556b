using System.Text.Json.Serialization;

namespace SBG.Projections.Surveys;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Surveys.Survey))]
[JsonSerializable(typeof(global::SBG.Domain.Surveys.SurveyAnswered))]
[JsonSerializable(typeof(global::SBG.Domain.Surveys.SurveySent))]
internal sealed partial class SurveysJson : JsonSerializerContext;
