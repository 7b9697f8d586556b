namespace SBG.Api.Kernel;

/// <summary>The present as the store keeps it.</summary>
public static class StoredTime
{
    /// <summary>Now (UTC), to the microsecond: PostgreSQL keeps no more, and a state that was folded before it was stored must be the same as one folded after.</summary>
    /// <param name="clock">The clock.</param>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), now.Offset);
    }
}
