using System.Text.Json.Serialization;

namespace SBG.Projections.Webhooks;

/// <summary>How this context's events, states and documents are stored: generated code for each.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookDeadLettersRetried))]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookDisabled))]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookEnabled))]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookRevised))]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookRewound))]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookSecretReplaced))]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookSubscribed))]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookSubscription))]
[JsonSerializable(typeof(global::SBG.Domain.Webhooks.WebhookUnsubscribed))]
internal sealed partial class WebhooksJson : JsonSerializerContext;
