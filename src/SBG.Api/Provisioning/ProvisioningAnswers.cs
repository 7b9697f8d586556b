using System.Text.Json.Serialization;

namespace SBG.Api.Provisioning;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Provisioning.OrderView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Provisioning.Targets.TargetView>))]
[JsonSerializable(typeof(global::SBG.Api.Provisioning.OrderView))]
[JsonSerializable(typeof(global::SBG.Api.Provisioning.Targets.ImportedCatalogueView))]
[JsonSerializable(typeof(global::SBG.Api.Provisioning.Targets.TargetTestView))]
[JsonSerializable(typeof(global::SBG.Api.Provisioning.Targets.TargetView))]
internal sealed partial class ProvisioningAnswers : JsonSerializerContext;
