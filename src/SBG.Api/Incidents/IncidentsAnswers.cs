using System.Text.Json.Serialization;

namespace SBG.Api.Incidents;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Incidents.Categories.CategoriesView))]
[JsonSerializable(typeof(global::SBG.Api.Incidents.IncidentView))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Incidents.IncidentView>))]
[JsonSerializable(typeof(global::System.Collections.Generic.IReadOnlyList<global::SBG.Api.Incidents.IncidentCommentView>))]
internal sealed partial class IncidentsAnswers : JsonSerializerContext;
