namespace SBG.Domain.Provisioning;

/// <summary>How long to wait before another attempt: each wait is twice the one before, up to five minutes.</summary>
public static class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The wait.</summary>
    /// <param name="attempt">The attempt that follows it, from 1; the first waits for nothing.</param>
    public static TimeSpan Before(int attempt)
    {
        if (attempt <= 1)
        {
            return TimeSpan.Zero;
        }

        var wait = TimeSpan.FromTicks(First.Ticks << Math.Min(attempt - 2, 20));
        return wait < Longest ? wait : Longest;
    }
}
