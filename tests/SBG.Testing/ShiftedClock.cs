namespace SBG.Testing;

/// <summary>A clock that runs like the system's, so far ahead or behind.</summary>
public sealed class ShiftedClock : TimeProvider
{
    /// <summary>How far ahead; negative: behind.</summary>
    public TimeSpan Ahead { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
