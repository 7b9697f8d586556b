using System.Text.Json.Serialization;

namespace SBG.Api.Webhooks;

/// <summary>What this context answers: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Webhooks.WebhookMessageView>))]
[JsonSerializable(typeof(global::SBG.Api.Kernel.Page<global::SBG.Api.Webhooks.WebhookView>))]
[JsonSerializable(typeof(global::SBG.Api.Webhooks.WebhookProgressView))]
[JsonSerializable(typeof(global::SBG.Api.Webhooks.WebhookView))]
internal sealed partial class WebhooksAnswers : JsonSerializerContext;
