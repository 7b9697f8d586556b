using System.Text.Json.Serialization;

namespace SBG.Api.Provisioning;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Provisioning.OrderView>))]
[JsonSerializable(typeof(global::SBG.Api.Provisioning.OrderView))]
internal sealed partial class ProvisioningAnswers : JsonSerializerContext;
