using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Outside;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Webhooks;
using SBG.Projections.Audit;
using SBG.Projections.Kernel;

namespace SBG.Api.Webhooks;

/// <summary>The commands on subscriptions. What they change of the messages that wait is changed in the transaction that records them.</summary>
/// <param name="recorder">Records.</param>
/// <param name="vault">Seals secrets.</param>
/// <param name="log">Knows where the log ends.</param>
/// <param name="addresses">Which addresses may be called.</param>
/// <param name="messages">The messages.</param>
/// <param name="http">The call.</param>
public sealed class WebhookDesk(Recorder recorder, Vault vault, LogReader log, OutsideAddress addresses, WebhookMessages messages, IHttpContextAccessor http)
{
    private static readonly FrozenSet<string> Types = typeof(Actor).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<StoredAsAttribute>()?.Name).OfType<string>().ToFrozenSet(StringComparer.Ordinal);

    internal async Task<IResult> Subscribe(string tenant, string path, SubscribeWebhookBody body, CancellationToken stop)
    {
        var (id, secret) = (recorder.NewId(), NewSecret());
        var stored = await Seal(id, secret, stop);
        var world = await World(body.Terms.Url, stop);
        return await recorder.Run(tenant, (session, _) =>
        {
            var webhook = session.New<WebhookSubscription>(id);
            var after = body.After ?? world.End;
            Recorder.Demand(webhook.Record(SubscribeWebhook.Decide(new(id, body.Terms.Terms, stored, after, world), null), recorder.Now));
            WebhookMessages.Open(session, id, tenant, after);
            return Task.FromResult(Answer.Created(WebhookView.Of(webhook.State!, recorder.Actor, secret), webhook.Version, $"{path}/{id}"));
        }, stop);
    }

    internal async Task<IResult> Revise(string tenant, Guid id, WebhookTermsBody body, CancellationToken stop)
    {
        var world = await World(body.Url, stop);
        return await Change(tenant, id, webhook => ReviseWebhook.Decide(new(body.Terms, world), webhook), stop);
    }

    internal async Task<IResult> Replace(string tenant, Guid id, CancellationToken stop)
    {
        var secret = NewSecret();
        var stored = await Seal(id, secret, stop);
        return await Change(tenant, id, webhook => ReplaceWebhookSecret.Decide(new(stored), webhook), stop, secret: secret);
    }

    internal Task<IResult> Disable(string tenant, Guid id, CancellationToken stop) => Change(tenant, id, SwitchWebhook.Off, stop, session => WebhookMessages.Switch(session, id, isActive: false));

    internal Task<IResult> Enable(string tenant, Guid id, CancellationToken stop) => Change(tenant, id, SwitchWebhook.On, stop, session => WebhookMessages.Switch(session, id, isActive: true));

    internal async Task<IResult> Rewind(string tenant, Guid id, long position, CancellationToken stop)
    {
        var world = await World(string.Empty, stop);
        return await Change(tenant, id, webhook => RewindWebhook.Decide(new(position, world), webhook), stop, session => WebhookMessages.Rewind(session, id, position));
    }

    internal Task<IResult> Retry(string tenant, Guid id, long? position, CancellationToken stop) =>
        Change(tenant, id, webhook => RetryDeadLetters.Decide(new(position), webhook), stop, session => WebhookMessages.Retry(session, id, position, recorder.Now));

    internal Task<IResult> End(string tenant, Guid id, CancellationToken stop) => Change(tenant, id, SwitchWebhook.End, stop, session => WebhookMessages.Close(session, id));

    internal async Task<IResult> Messages(string tenant, Guid id, Paging paging, bool? dead, CancellationToken stop)
    {
        if (!long.TryParse(paging.Cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return Problem.Of("request/bad-cursor");
        }

        if (await messages.Progress(tenant, id, stop) is null)
        {
            return Problem.Of("resource/not-found");
        }

        var limit = paging.Limit ?? Paging.DefaultLimit;
        var found = await messages.List(id, after, dead is true, limit + 1, stop);
        var next = found.Count > limit ? found[limit - 1].Position.ToString(CultureInfo.InvariantCulture) : null;
        if (next is not null)
        {
            http.HttpContext!.LinkNext(next);
        }

        return Answer.Ok(new Page<WebhookMessageView>([.. found.Take(limit)], next));
    }

    private static string NewSecret() => StandardWebhook.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private Task<IResult> Change(
        string tenant, Guid id, Func<WebhookSubscription, Decision<WebhookSubscription>> decide, CancellationToken stop, Action<IDocumentSession>? beside = null, string? secret = null) =>
        recorder.Run(tenant, async (session, _) =>
        {
            var webhook = await recorder.Fetch<WebhookSubscription>(session, id, stop);
            Recorder.Demand(webhook.Record(decide(webhook.State!), recorder.Now));
            beside?.Invoke(session);
            return Answer.Ok(WebhookView.Of(webhook.State!, recorder.Actor, secret), webhook.Version);
        }, stop);

    private async Task<WebhookWorld> World(string url, CancellationToken stop) => new(addresses.MayBePlain(url), Types.Contains, (await log.End(stop)).LastPosition);

    private async Task<WebhookSecret> Seal(Guid id, string secret, CancellationToken stop)
    {
        var box = await vault.Seal($"webhook:{id:N}", secret, stop);
        return new(box.Subject, box.Ciphertext);
    }
}
