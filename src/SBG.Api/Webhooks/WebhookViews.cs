using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Webhooks;

namespace SBG.Api.Webhooks;

/// <summary>A subscription to events.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where messages go.</param>
/// <param name="Types">Stored names of the events that are wanted; none: all.</param>
/// <param name="Status">Whether messages are sent.</param>
/// <param name="Halt">Why they are not sent; null while they are.</param>
/// <param name="SubscribedAt">Since when (UTC).</param>
/// <param name="Secret">The signing secret: shown once, in the answer to who subscribes or replaces it.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record WebhookView(
    Guid Id,
    string Name,
    string Url,
    IReadOnlyList<string> Types,
    WebhookStatus Status,
    WebhookHalt? Halt,
    DateTimeOffset SubscribedAt,
    string? Secret,
    IReadOnlyList<string> Actions)
{
    internal static WebhookView Of(WebhookSubscription webhook, Actor actor, string? secret = null)
    {
        var (keepers, over) = (actor.IsProvider ? WebhookEndpoints.Keepers : WebhookEndpoints.ClientKeepers, ReviseWebhook.Hindrance(webhook));
        return new(
            webhook.Id, webhook.Terms.Name, webhook.Terms.Url, webhook.Terms.Types, webhook.Status, webhook.Halt, webhook.SubscribedAt, secret,
            new Actions(actor).May("revise", over, keepers).May("replace-secret", over, keepers).May("disable", over, keepers).May("enable", over, keepers)
                .May("rewind", over, keepers).May("retry", over, keepers).May("unsubscribe", keepers).Listed);
    }
}

/// <summary>How far a subscription was served.</summary>
/// <param name="Position">Up to where the log was looked through for it.</param>
/// <param name="Waiting">Messages that wait for their turn, or for another attempt.</param>
/// <param name="Dead">Messages that were set aside after too many attempts.</param>
/// <param name="Delivered">Messages that were taken, repetitions included.</param>
/// <param name="DeliveredAt">When one was taken last (UTC).</param>
/// <param name="FailingSince">Since when none was taken though some were sent (UTC); null while they are.</param>
public sealed record WebhookProgressView(long Position, long Waiting, long Dead, long Delivered, DateTimeOffset? DeliveredAt, DateTimeOffset? FailingSince);

/// <summary>A message that was not taken yet.</summary>
/// <param name="Position">Of the event in the log; the name under which it is retried.</param>
/// <param name="EventId">The event: the message's <c>webhook-id</c>, the same in every attempt.</param>
/// <param name="Type">The event's stored name.</param>
/// <param name="IsDead">Whether it was set aside: those of its resource that follow do not wait for it.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="DueAt">When it is sent next, at the earliest (UTC).</param>
/// <param name="TriedAt">When it was sent last (UTC).</param>
/// <param name="LastStatus">The HTTP status of the last answer; null: there was none.</param>
/// <param name="LastFailure">Why it was not taken.</param>
public sealed record WebhookMessageView(
    long Position, Guid EventId, string Type, bool IsDead, int Attempts, DateTimeOffset DueAt, DateTimeOffset? TriedAt, int? LastStatus, string? LastFailure);

/// <summary>What is told of a subscription.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where messages go, https.</param>
/// <param name="Types">Stored names of the events that are wanted; none: all.</param>
public sealed record WebhookTermsBody(
    [StringLength(120, MinimumLength = 1)] string Name,
    [StringLength(500, MinimumLength = 1)] string Url,
    [MaxLength(100)] IReadOnlyList<string>? Types = null)
{
    internal WebhookTerms Terms => new(Name, Url, [.. (Types ?? []).Distinct().Order(StringComparer.Ordinal)]);
}

/// <summary>A subscription.</summary>
/// <param name="Terms">What, and where to.</param>
/// <param name="After">Behind this position of the log; absent: from now on.</param>
public sealed record SubscribeWebhookBody(WebhookTermsBody Terms, [Range(0, long.MaxValue)] long? After = null);

/// <summary>From where to send again.</summary>
/// <param name="Position">Everything behind this position of the log.</param>
public sealed record RewindWebhookBody([Range(0, long.MaxValue)] long Position);

/// <summary>What to try again.</summary>
/// <param name="Position">A message that was set aside; absent: all of them.</param>
public sealed record RetryWebhookBody([Range(1, long.MaxValue)] long? Position = null);
