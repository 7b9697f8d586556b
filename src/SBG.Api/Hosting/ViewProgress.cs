namespace SBG.Api.Hosting;

/// <summary>How far a view has come in the log of events, seen again and again.</summary>
/// <param name="Position">The last event that it has taken in.</param>
/// <param name="Lag">Events recorded since.</param>
/// <param name="MovedAt">When it was last seen to move on, or to have nothing to do (UTC).</param>
public sealed record ViewProgress(long Position, long Lag, DateTimeOffset MovedAt)
{
    /// <summary>A view that has work and does not move for so long has stopped.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>What is known after one more look.</summary>
    /// <param name="before">What was known; null at first.</param>
    /// <param name="position">The last event that it has taken in.</param>
    /// <param name="newest">The newest event of the log.</param>
    /// <param name="now">When it is looked at (UTC).</param>
    public static ViewProgress Seen(ViewProgress? before, long position, long newest, DateTimeOffset now)
    {
        var stands = before is not null && before.Position == position && position < newest;
        return new(position, Math.Max(0, newest - position), stands ? before!.MovedAt : now);
    }

    /// <summary>Whether it has stopped.</summary>
    /// <param name="now">The instant (UTC).</param>
    public bool HasStopped(DateTimeOffset now) => Lag > 0 && now - MovedAt > Patience;
}
