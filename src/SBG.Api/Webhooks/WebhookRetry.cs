namespace SBG.Api.Webhooks;

/// <summary>How often a message is sent, and when again: each wait is four times the one before, up to a cap.</summary>
/// <param name="configuration">
/// <c>Webhooks:FirstDelay</c>, <c>Webhooks:MaxAttempts</c>, <c>Webhooks:DisableAfter</c>.
/// </param>
public sealed class WebhookRetry(IConfiguration configuration)
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private readonly TimeSpan _first = configuration.GetValue("Webhooks:FirstDelay", TimeSpan.FromSeconds(5));
    private readonly int _most = configuration.GetValue("Webhooks:MaxAttempts", 12);

    /// <summary>A receiver that took nothing for so long is not tried any more.</summary>
    public TimeSpan DisableAfter { get; } = configuration.GetValue("Webhooks:DisableAfter", TimeSpan.FromDays(5));

    /// <summary>How long to wait after an attempt; null: it was the last.</summary>
    /// <param name="attempts">How often the message was sent.</param>
    public TimeSpan? After(int attempts) =>
        attempts >= _most ? null : attempts > 12 ? Longest : TimeSpan.FromTicks(Math.Min(Longest.Ticks, _first.Ticks * (1L << (2 * (attempts - 1)))));
}
