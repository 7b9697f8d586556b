using SBG.Domain.Kernel;

namespace SBG.Domain.Webhooks;

/// <summary>Whether messages are sent.</summary>
public enum WebhookStatus
{
    /// <summary>They are.</summary>
    Active,

    /// <summary>They are kept, and not sent.</summary>
    Disabled,

    /// <summary>There are none any more.</summary>
    Ended,
}

/// <summary>Who is told of events, and where.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Terms">What, and where to.</param>
/// <param name="Secret">Signs.</param>
/// <param name="Status">Whether messages are sent.</param>
/// <param name="SubscribedAt">Since when (UTC).</param>
public sealed record WebhookSubscription(Guid Id, WebhookTerms Terms, WebhookSecret Secret, WebhookStatus Status, DateTimeOffset SubscribedAt) : IState<WebhookSubscription>
{
    /// <summary>How long a replaced secret goes on signing beside the new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>The secret before this one; null: there was none.</summary>
    public WebhookSecret? Replaced { get; init; }

    /// <summary>When it was replaced (UTC).</summary>
    public DateTimeOffset? ReplacedAt { get; init; }

    /// <summary>Why messages are not sent; null while they are.</summary>
    public WebhookHalt? Halt { get; init; }

    /// <summary>The secrets that sign, the newest first.</summary>
    /// <param name="now">When (UTC).</param>
    public IEnumerable<WebhookSecret> Signing(DateTimeOffset now) => Replaced is { } old && now - ReplacedAt < Overlap ? [Secret, old] : [Secret];

    /// <inheritdoc/>
    public static WebhookSubscription? Evolve(WebhookSubscription? state, EventOf<WebhookSubscription> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, WebhookSubscribed e) => new(e.SubscriptionId, e.Terms, e.Secret, WebhookStatus.Active, at),
        ({ }, WebhookRevised e) => state with { Terms = e.Terms },
        ({ }, WebhookSecretReplaced e) => state with { Secret = e.Secret, Replaced = state.Secret, ReplacedAt = at },
        ({ }, WebhookDisabled e) => state with { Status = WebhookStatus.Disabled, Halt = e.Cause },
        ({ }, WebhookEnabled) => state with { Status = WebhookStatus.Active, Halt = null },
        ({ }, WebhookUnsubscribed) => state with { Status = WebhookStatus.Ended, Halt = null },
        _ => state,
    };
}
