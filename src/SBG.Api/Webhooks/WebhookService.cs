using Marten;
using Npgsql;
using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Webhooks;
using SBG.Projections.Kernel;

namespace SBG.Api.Webhooks;

/// <summary>
/// Serves one subscription: takes from the feed, sends, writes down. Of each resource one message is under way at a time, the oldest; one that is not
/// taken holds up those of its resource that follow, and no others, until it is taken or set aside.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="messages">The messages.</param>
/// <param name="sender">Sends.</param>
/// <param name="retry">How long to go on.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
public sealed class WebhookService(IDocumentStore store, WebhookMessages messages, WebhookSender sender, WebhookRetry retry, TimeProvider clock, ILogger<WebhookService> log)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Goes on until messages are not sent any more, or it is cancelled.</summary>
    /// <param name="tenant">Whose subscription.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="stop">Cancels.</param>
    internal async Task Serve(string tenant, Guid id, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await Load(tenant, id, stop) is not { Status: WebhookStatus.Active } webhook)
                {
                    return;
                }

                if (!await Work(tenant, webhook, stop))
                {
                    await Task.Delay(Pause, clock, stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException)
            {
                log.LogWarning("Webhook {Webhook} waits for the database: {Reason}", id, away.GetType().Name);
                return; // it is taken up again when the database answers
            }
        }
    }

    /// <summary>One turn.</summary>
    /// <returns>Whether there is more to do at once.</returns>
    private async Task<bool> Work(string tenant, WebhookSubscription webhook, CancellationToken stop)
    {
        var secrets = await sender.Secrets(webhook, stop);
        if (secrets.Count == 0)
        {
            log.LogError("The secret of webhook {Webhook} cannot be read: its key is not among this node's, or destroyed", webhook.Id);
            return false; // no fault of the receiver: nothing is counted as an attempt
        }

        var more = await messages.Fill(tenant, webhook, clock.Now(), stop);
        var due = await messages.Due(webhook.Id, clock.Now(), AtOnce, stop);
        if (due.Count == 0)
        {
            return more;
        }

        var sent = await Task.WhenAll(due.Select(message => sender.Send(webhook.Terms.Url, secrets, message, stop)));
        var failingSince = await messages.Settle(webhook.Id, sent, clock.Now(), stop);
        if (sent.Any(one => one.Status == WebhookSender.Gone))
        {
            await GiveUp(tenant, webhook.Id, WebhookHalt.Gone, null, stop);
        }
        else if (failingSince is { } since && clock.GetUtcNow() - since >= retry.DisableAfter)
        {
            await GiveUp(tenant, webhook.Id, WebhookHalt.Failing, since, stop);
        }

        return true;
    }

    private async Task<WebhookSubscription?> Load(string tenant, Guid id, CancellationToken stop)
    {
        await using var session = store.QuerySession(tenant);
        return await session.LoadAsync<WebhookSubscription>(id, stop);
    }

    private async Task GiveUp(string tenant, Guid id, WebhookHalt cause, DateTimeOffset? failingSince, CancellationToken stop)
    {
        await using var session = store.LightweightSession(tenant);
        session.LastModifiedBy = Actor.System.Subject;
        if (await session.Fetch<WebhookSubscription>(id, stop) is { } webhook)
        {
            webhook.Record(SwitchWebhook.GiveUp(webhook.State!, cause, failingSince), clock.Now());
            WebhookMessages.Switch(session, id, isActive: webhook.State!.Status == WebhookStatus.Active);
            await session.SaveChangesAsync(stop);
        }
    }
}
