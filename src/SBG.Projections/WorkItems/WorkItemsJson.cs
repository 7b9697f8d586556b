using System.Text.Json.Serialization;

namespace SBG.Projections.WorkItems;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Projections.WorkItems.WorkItem))]
internal sealed partial class WorkItemsJson : JsonSerializerContext;
