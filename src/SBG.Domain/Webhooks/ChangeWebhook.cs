using SBG.Domain.Kernel;

namespace SBG.Domain.Webhooks;

/// <summary>Write anew what is told of it.</summary>
/// <param name="Terms">All of it.</param>
/// <param name="World">What the rules depend on.</param>
public sealed record ReviseWebhook(WebhookTerms Terms, WebhookWorld World)
{
    /// <summary>It was ended.</summary>
    public static readonly Refusal HasEnded = new("webhooks/ended");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="webhook">The subscription.</param>
    public static Refusal? Hindrance(WebhookSubscription webhook) => webhook.Status == WebhookStatus.Ended ? HasEnded : null;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="webhook">The subscription.</param>
    public static Decision<WebhookSubscription> Decide(ReviseWebhook command, WebhookSubscription webhook) =>
        Hindrance(webhook) is { } ended ? ended
        : command.World.Hindrance(command.Terms) is { } unfit ? unfit
        : command.Terms == webhook.Terms ? Decision.Nothing
        : new WebhookRevised(command.Terms);
}

/// <summary>Let another secret sign.</summary>
/// <param name="Secret">The secret.</param>
public sealed record ReplaceWebhookSecret(WebhookSecret Secret)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="webhook">The subscription.</param>
    public static Decision<WebhookSubscription> Decide(ReplaceWebhookSecret command, WebhookSubscription webhook) =>
        ReviseWebhook.Hindrance(webhook) is { } ended ? ended : new WebhookSecretReplaced(command.Secret);
}

/// <summary>Send no more, or again, or never.</summary>
public static class SwitchWebhook
{
    /// <summary>Send no more: someone asks for it.</summary>
    /// <param name="webhook">The subscription.</param>
    public static Decision<WebhookSubscription> Off(WebhookSubscription webhook) => Halt(webhook, new(WebhookHalt.Asked));

    /// <summary>Send no more: it is of no use.</summary>
    /// <param name="webhook">The subscription.</param>
    /// <param name="cause">Why.</param>
    /// <param name="failingSince">Since when no message was taken (UTC).</param>
    public static Decision<WebhookSubscription> GiveUp(WebhookSubscription webhook, WebhookHalt cause, DateTimeOffset? failingSince) => Halt(webhook, new(cause, failingSince));

    /// <summary>Send again.</summary>
    /// <param name="webhook">The subscription.</param>
    public static Decision<WebhookSubscription> On(WebhookSubscription webhook) =>
        ReviseWebhook.Hindrance(webhook) is { } ended ? ended : webhook.Status == WebhookStatus.Active ? Decision.Nothing : new WebhookEnabled();

    /// <summary>Never send again.</summary>
    /// <param name="webhook">The subscription.</param>
    public static Decision<WebhookSubscription> End(WebhookSubscription webhook) =>
        webhook.Status == WebhookStatus.Ended ? Decision.Nothing : new WebhookUnsubscribed();

    private static Decision<WebhookSubscription> Halt(WebhookSubscription webhook, WebhookDisabled happened) =>
        ReviseWebhook.Hindrance(webhook) is { } ended ? ended : webhook.Status == WebhookStatus.Active ? happened : Decision.Nothing;
}

/// <summary>Send everything behind a position again.</summary>
/// <param name="Position">The position.</param>
/// <param name="World">What the rules depend on.</param>
public sealed record RewindWebhook(long Position, WebhookWorld World)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="webhook">The subscription.</param>
    public static Decision<WebhookSubscription> Decide(RewindWebhook command, WebhookSubscription webhook) =>
        ReviseWebhook.Hindrance(webhook) is { } ended ? ended
        : command.World.Hindrance(command.Position) is { } ahead ? ahead
        : new WebhookRewound(command.Position);
}

/// <summary>Try messages again that were set aside.</summary>
/// <param name="Position">Which one; null: all of them.</param>
public sealed record RetryDeadLetters(long? Position)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="webhook">The subscription.</param>
    public static Decision<WebhookSubscription> Decide(RetryDeadLetters command, WebhookSubscription webhook) =>
        ReviseWebhook.Hindrance(webhook) is { } ended ? ended : new WebhookDeadLettersRetried(command.Position);
}
