using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Webhooks;

/// <summary>What is told of a subscription; nothing secret, nothing personal.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where messages go.</param>
/// <param name="Types">Stored names of the events that are wanted, in ordinal order; none: all.</param>
public sealed record WebhookTerms(string Name, string Url, ImmutableArray<string> Types)
{
    /// <summary>Compares what is said, types included.</summary>
    /// <param name="other">Other terms.</param>
    public bool Equals(WebhookTerms? other) => other is not null && (Name, Url) == (other.Name, other.Url) && Types.SequenceEqual(other.Types);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Url, Types.Length);
}

/// <summary>The secret that signs, as it is stored: ciphertext. Of another shape than <see cref="Sealed{T}"/>, so that no history ever reveals it.</summary>
/// <param name="Holder">Whose data key.</param>
/// <param name="Box">The ciphertext.</param>
public sealed record WebhookSecret(string Holder, string Box);

/// <summary>Why messages are not sent any more.</summary>
public enum WebhookHalt
{
    /// <summary>Someone asked for it.</summary>
    Asked,

    /// <summary>No message was taken for too long.</summary>
    Failing,

    /// <summary>The receiver answered that it is gone (410).</summary>
    Gone,
}

/// <summary>Someone wants to be told of events.</summary>
/// <param name="SubscriptionId">The stream.</param>
/// <param name="Terms">What, and where to.</param>
/// <param name="Secret">Signs the messages; ciphertext.</param>
/// <param name="After">Behind this position of the log.</param>
[StoredAs("webhook_subscribed")]
public sealed record WebhookSubscribed(Guid SubscriptionId, WebhookTerms Terms, WebhookSecret Secret, long After) : EventOf<WebhookSubscription>;

/// <summary>What is told of it was written anew.</summary>
/// <param name="Terms">All of it.</param>
[StoredAs("webhook_revised")]
public sealed record WebhookRevised(WebhookTerms Terms) : EventOf<WebhookSubscription>;

/// <summary>Another secret signs; for a day the one before it does too.</summary>
/// <param name="Secret">The new one; ciphertext.</param>
[StoredAs("webhook_secret_replaced")]
public sealed record WebhookSecretReplaced(WebhookSecret Secret) : EventOf<WebhookSubscription>;

/// <summary>Messages are kept, and not sent.</summary>
/// <param name="Cause">Why.</param>
/// <param name="FailingSince">Since when none was taken (UTC); null where that is not the cause.</param>
[StoredAs("webhook_disabled")]
public sealed record WebhookDisabled(WebhookHalt Cause, DateTimeOffset? FailingSince = null) : EventOf<WebhookSubscription>;

/// <summary>Messages are sent again, from where they stopped.</summary>
[StoredAs("webhook_enabled")]
public sealed record WebhookEnabled : EventOf<WebhookSubscription>;

/// <summary>Everything behind a position is sent again.</summary>
/// <param name="Position">The position.</param>
[StoredAs("webhook_rewound")]
public sealed record WebhookRewound(long Position) : EventOf<WebhookSubscription>;

/// <summary>Messages that were set aside are tried again.</summary>
/// <param name="Position">Which one; null: all of them.</param>
[StoredAs("webhook_dead_letters_retried")]
public sealed record WebhookDeadLettersRetried(long? Position) : EventOf<WebhookSubscription>;

/// <summary>Nobody wants to be told any more.</summary>
[StoredAs("webhook_unsubscribed")]
public sealed record WebhookUnsubscribed : EventOf<WebhookSubscription>;
