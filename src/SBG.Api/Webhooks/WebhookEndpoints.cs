using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Webhooks;

namespace SBG.Api.Webhooks;

/// <summary>Subscriptions to the event feed: of the provider to everything, of a client to what is its own.</summary>
public static class WebhookEndpoints
{
    internal static readonly string[] Keepers = [Role.Admin];
    internal static readonly string[] ClientKeepers = [Role.ClientManager, Role.Admin];

    private const string OfProvider = "/v1/webhooks";
    private const string OfClient = "/v1/clients/{clientId}/webhooks";
    private const string One = "/{webhookId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        string[] readers = [.. Keepers, Role.Auditor], clientReaders = [.. ClientKeepers, Role.Auditor];
        api.MapPost(OfProvider, Subscribe).Creates<WebhookView>("SubscribeWebhook", "Be told of what happens, at all clients; the signing secret is shown once.", Keepers);
        api.MapGet(OfProvider, List).Lists<WebhookView>("ListWebhooks", "List the provider's subscriptions, the newest first.", readers);
        api.MapResource<WebhookView>(OfProvider + One, Get, "GetWebhook", "Read a subscription.", readers);
        api.MapGet(OfProvider + One + "/progress", Progress).Reads<WebhookProgressView>("GetWebhookProgress", "How far a subscription was served.", readers);
        api.MapGet(OfProvider + One + "/messages", Messages).Lists<WebhookMessageView>("ListWebhookMessages", "Messages that wait or were set aside, in order; dead: those only.", readers);
        api.MapPost(OfProvider + One + "/revise", Revise).Changes<WebhookView>("ReviseWebhook", "Write anew what is told of it.", Keepers);
        api.MapPost(OfProvider + One + "/replace-secret", Replace).Changes<WebhookView>("ReplaceWebhookSecret", "Let a new secret sign; the one before it signs too, for a day.", Keepers);
        api.MapPost(OfProvider + One + "/disable", Disable).Changes<WebhookView>("DisableWebhook", "Send no more; nothing is lost meanwhile.", Keepers);
        api.MapPost(OfProvider + One + "/enable", Enable).Changes<WebhookView>("EnableWebhook", "Send again, from where it stopped.", Keepers);
        api.MapPost(OfProvider + One + "/rewind", Rewind).Changes<WebhookView>("RewindWebhook", "Send everything behind a position again.", Keepers);
        api.MapPost(OfProvider + One + "/retry", Retry).Changes<WebhookView>("RetryWebhookMessages", "Try messages again that were set aside.", Keepers);
        api.MapPost(OfProvider + One + "/unsubscribe", End).Changes<WebhookView>("UnsubscribeWebhook", "Be told no more.", Keepers);

        api.MapPost(OfClient, SubscribeClient).Creates<WebhookView>("SubscribeClientWebhook", "Be told of what happens at the client; the signing secret is shown once.", ClientKeepers);
        api.MapGet(OfClient, ListClient).Lists<WebhookView>("ListClientWebhooks", "List the client's subscriptions, the newest first.", clientReaders);
        api.MapResource<WebhookView>(OfClient + One, GetClient, "GetClientWebhook", "Read a subscription of the client.", clientReaders);
        api.MapGet(OfClient + One + "/progress", ProgressClient).Reads<WebhookProgressView>("GetClientWebhookProgress", "How far a subscription of the client was served.", clientReaders);
        api.MapGet(OfClient + One + "/messages", MessagesClient)
            .Lists<WebhookMessageView>("ListClientWebhookMessages", "Messages that wait or were set aside, in order; dead: those only.", clientReaders);
        api.MapPost(OfClient + One + "/revise", ReviseClient).Changes<WebhookView>("ReviseClientWebhook", "Write anew what is told of it.", ClientKeepers);
        api.MapPost(OfClient + One + "/replace-secret", ReplaceClient)
            .Changes<WebhookView>("ReplaceClientWebhookSecret", "Let a new secret sign; the one before it signs too, for a day.", ClientKeepers);
        api.MapPost(OfClient + One + "/disable", DisableClient).Changes<WebhookView>("DisableClientWebhook", "Send no more; nothing is lost meanwhile.", ClientKeepers);
        api.MapPost(OfClient + One + "/enable", EnableClient).Changes<WebhookView>("EnableClientWebhook", "Send again, from where it stopped.", ClientKeepers);
        api.MapPost(OfClient + One + "/rewind", RewindClient).Changes<WebhookView>("RewindClientWebhook", "Send everything behind a position again.", ClientKeepers);
        api.MapPost(OfClient + One + "/retry", RetryClient).Changes<WebhookView>("RetryClientWebhookMessages", "Try messages again that were set aside.", ClientKeepers);
        api.MapPost(OfClient + One + "/unsubscribe", EndClient).Changes<WebhookView>("UnsubscribeClientWebhook", "Be told no more.", ClientKeepers);
    }

    private static Task<IResult> Subscribe(SubscribeWebhookBody body, WebhookDesk desk, CancellationToken stop) => desk.Subscribe(Tenant.Provider, OfProvider, body, stop);

    private static Task<IResult> SubscribeClient(string clientId, SubscribeWebhookBody body, WebhookDesk desk, CancellationToken stop) =>
        desk.Subscribe(clientId, $"/v1/clients/{clientId}/webhooks", body, stop);

    private static Task<IResult> List([AsParameters] Paging paging, Reading reading, CancellationToken stop) => ListClient(Tenant.Provider, paging, reading, stop);

    private static Task<IResult> ListClient(string clientId, [AsParameters] Paging paging, Reading reading, CancellationToken stop) =>
        reading.Page<WebhookSubscription, WebhookView>(
            clientId, paging, all => all.Where(webhook => webhook.Status != WebhookStatus.Ended), webhook => new(WebhookView.Of(webhook, reading.Actor)), stop);

    private static Task<IResult> Get(Guid webhookId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) => GetClient(Tenant.Provider, webhookId, moment, reading, stop);

    private static Task<IResult> GetClient(string clientId, Guid webhookId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<WebhookSubscription, WebhookView>(clientId, webhookId, moment, webhook => new(WebhookView.Of(webhook, reading.Actor)), stop);

    private static Task<IResult> Progress(Guid webhookId, WebhookMessages messages, CancellationToken stop) => ProgressClient(Tenant.Provider, webhookId, messages, stop);

    private static async Task<IResult> ProgressClient(string clientId, Guid webhookId, WebhookMessages messages, CancellationToken stop) =>
        await messages.Progress(clientId, webhookId, stop) is { } progress ? Answer.Ok(progress) : Problem.Of("resource/not-found");

    private static Task<IResult> Messages(Guid webhookId, [AsParameters] Paging paging, bool? dead, WebhookDesk desk, CancellationToken stop) =>
        desk.Messages(Tenant.Provider, webhookId, paging, dead, stop);

    private static Task<IResult> MessagesClient(string clientId, Guid webhookId, [AsParameters] Paging paging, bool? dead, WebhookDesk desk, CancellationToken stop) =>
        desk.Messages(clientId, webhookId, paging, dead, stop);

    private static Task<IResult> Revise(Guid webhookId, WebhookTermsBody body, WebhookDesk desk, CancellationToken stop) => desk.Revise(Tenant.Provider, webhookId, body, stop);

    private static Task<IResult> ReviseClient(string clientId, Guid webhookId, WebhookTermsBody body, WebhookDesk desk, CancellationToken stop) => desk.Revise(clientId, webhookId, body, stop);

    private static Task<IResult> Replace(Guid webhookId, WebhookDesk desk, CancellationToken stop) => desk.Replace(Tenant.Provider, webhookId, stop);

    private static Task<IResult> ReplaceClient(string clientId, Guid webhookId, WebhookDesk desk, CancellationToken stop) => desk.Replace(clientId, webhookId, stop);

    private static Task<IResult> Disable(Guid webhookId, WebhookDesk desk, CancellationToken stop) => desk.Disable(Tenant.Provider, webhookId, stop);

    private static Task<IResult> DisableClient(string clientId, Guid webhookId, WebhookDesk desk, CancellationToken stop) => desk.Disable(clientId, webhookId, stop);

    private static Task<IResult> Enable(Guid webhookId, WebhookDesk desk, CancellationToken stop) => desk.Enable(Tenant.Provider, webhookId, stop);

    private static Task<IResult> EnableClient(string clientId, Guid webhookId, WebhookDesk desk, CancellationToken stop) => desk.Enable(clientId, webhookId, stop);

    private static Task<IResult> Rewind(Guid webhookId, RewindWebhookBody body, WebhookDesk desk, CancellationToken stop) => desk.Rewind(Tenant.Provider, webhookId, body.Position, stop);

    private static Task<IResult> RewindClient(string clientId, Guid webhookId, RewindWebhookBody body, WebhookDesk desk, CancellationToken stop) =>
        desk.Rewind(clientId, webhookId, body.Position, stop);

    private static Task<IResult> Retry(Guid webhookId, RetryWebhookBody body, WebhookDesk desk, CancellationToken stop) => desk.Retry(Tenant.Provider, webhookId, body.Position, stop);

    private static Task<IResult> RetryClient(string clientId, Guid webhookId, RetryWebhookBody body, WebhookDesk desk, CancellationToken stop) =>
        desk.Retry(clientId, webhookId, body.Position, stop);

    private static Task<IResult> End(Guid webhookId, WebhookDesk desk, CancellationToken stop) => desk.End(Tenant.Provider, webhookId, stop);

    private static Task<IResult> EndClient(string clientId, Guid webhookId, WebhookDesk desk, CancellationToken stop) => desk.End(clientId, webhookId, stop);
}
