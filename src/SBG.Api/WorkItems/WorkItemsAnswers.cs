using System.Text.Json.Serialization;

namespace SBG.Api.WorkItems;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.WorkItems.WorkItemView>))]
internal sealed partial class WorkItemsAnswers : JsonSerializerContext;
