using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels;

/// <summary>What makes policy terms usable, for a version and for a what-if alike.</summary>
public static class PolicyRules
{
    /// <summary>The longest target: a leap year of open time.</summary>
    public static readonly TimeSpan LongestTarget = TimeSpan.FromDays(366);

    /// <summary>The matrix lacks a pair of impact and urgency, or has it twice.</summary>
    public static readonly Refusal MatrixIncomplete = new("service-levels/matrix-incomplete");

    /// <summary>A priority has targets twice.</summary>
    public static readonly Refusal TargetTwice = new("service-levels/target-twice");

    /// <summary>A target is not a whole number of seconds from 1 s to 366 days.</summary>
    public static readonly Refusal TargetOutOfRange = new("service-levels/target-out-of-range");

    /// <summary>There is no such version of a calendar.</summary>
    public static readonly Refusal UnknownCalendarVersion = new("service-levels/unknown-calendar-version");

    /// <summary>What forbids the terms; null when nothing does.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="calendarVersionExists">Whether the calendar version that they name is published.</param>
    public static Refusal? Fault(PolicyTerms terms, bool calendarVersionExists)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!terms.Matrix.IsComplete)
        {
            return MatrixIncomplete;
        }

        if (terms.Targets.GroupBy(targets => targets.Priority).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return TargetTwice.With("priority", twice.Key);
        }

        foreach (var targets in terms.Targets)
        {
            if (!IsTarget(targets.Response) || !IsTarget(targets.Resolution))
            {
                return TargetOutOfRange.With("priority", targets.Priority);
            }
        }

        return calendarVersionExists ? null : UnknownCalendarVersion.With("calendarId", terms.CalendarId).With("version", terms.CalendarVersion);
    }

    /// <summary>Whether two terms say the same.</summary>
    /// <param name="left">Terms.</param>
    /// <param name="right">Terms.</param>
    public static bool Same(PolicyTerms left, PolicyTerms right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return (left.PauseOnHold, left.CalendarId, left.CalendarVersion) == (right.PauseOnHold, right.CalendarId, right.CalendarVersion)
            && left.Targets.OrderBy(t => t.Priority).SequenceEqual(right.Targets.OrderBy(t => t.Priority))
            && left.Matrix.Cells.OrderBy(c => (c.Impact, c.Urgency)).SequenceEqual(right.Matrix.Cells.OrderBy(c => (c.Impact, c.Urgency)));
    }

    private static bool IsTarget(TimeSpan? target) =>
        target is not { } span || (span >= TimeSpan.FromSeconds(1) && span <= LongestTarget && span.Ticks % TimeSpan.TicksPerSecond == 0);
}
