namespace SBG.Domain.Kernel;

/// <summary>A half-open span of time: <c>From</c> belongs to it, <c>Until</c> does not.</summary>
/// <param name="From">First instant within (UTC).</param>
/// <param name="Until">First instant after (UTC); never before <paramref name="From"/>.</param>
public readonly record struct Period(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Exact length.</summary>
    public TimeSpan Length => Until - From;

    /// <summary>Whether the instant lies within.</summary>
    /// <param name="instant">UTC.</param>
    public bool Contains(DateTimeOffset instant) => From <= instant && instant < Until;

    /// <summary>The part shared with another period; null when they share no time.</summary>
    /// <param name="other">The other period.</param>
    public Period? Intersect(Period other)
    {
        var from = From > other.From ? From : other.From;
        var until = Until < other.Until ? Until : other.Until;
        return from < until ? new(from, until) : null;
    }
}
