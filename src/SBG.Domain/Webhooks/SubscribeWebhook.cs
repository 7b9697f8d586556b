using SBG.Domain.Kernel;

namespace SBG.Domain.Webhooks;

/// <summary>Be told of events.</summary>
/// <param name="Id">The new stream.</param>
/// <param name="Terms">What, and where to.</param>
/// <param name="Secret">Signs the messages.</param>
/// <param name="After">Behind this position.</param>
/// <param name="World">What the rules depend on.</param>
public sealed record SubscribeWebhook(Guid Id, WebhookTerms Terms, WebhookSecret Secret, long After, WebhookWorld World)
{
    /// <summary>Decides; one that is known is not made again.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The subscription, if there is one of that id.</param>
    public static Decision<WebhookSubscription> Decide(SubscribeWebhook command, WebhookSubscription? existing) =>
        existing is not null ? Decision.Nothing
        : command.World.Hindrance(command.Terms) is { } unfit ? unfit
        : command.World.Hindrance(command.After) is { } ahead ? ahead
        : new WebhookSubscribed(command.Id, command.Terms, command.Secret, command.After);
}

/// <summary>What the rules about subscriptions depend on beside the subscription.</summary>
/// <param name="MayBePlain">Whether http is good enough for the address.</param>
/// <param name="IsType">Whether events of a stored name can happen.</param>
/// <param name="End">The last position of the log.</param>
public sealed record WebhookWorld(bool MayBePlain, Predicate<string> IsType, long End)
{
    /// <summary>The address is no absolute http or https URL, or has a user or a fragment.</summary>
    public static readonly Refusal BadUrl = new("webhooks/url");

    /// <summary>The address is not https.</summary>
    public static readonly Refusal NotSecure = new("webhooks/not-secure");

    /// <summary>No event bears such a name.</summary>
    public static readonly Refusal UnknownType = new("webhooks/unknown-type");

    /// <summary>The log is not that long yet.</summary>
    public static readonly Refusal Ahead = new("webhooks/position-ahead");

    /// <summary>What is wrong with terms.</summary>
    /// <param name="terms">The terms.</param>
    public Refusal? Hindrance(WebhookTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!Uri.TryCreate(terms.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return BadUrl;
        }

        return url.Scheme == "http" && !MayBePlain ? NotSecure
            : terms.Types.FirstOrDefault(type => !IsType(type)) is { } unknown ? UnknownType.With("type", unknown)
            : null;
    }

    /// <summary>What is wrong with a position.</summary>
    /// <param name="position">The position.</param>
    public Refusal? Hindrance(long position) => position > End ? Ahead.With("end", End) : null;
}
