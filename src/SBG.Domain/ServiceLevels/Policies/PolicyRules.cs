using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>What makes policy terms usable, for a version and for a what-if alike.</summary>
public static class PolicyRules
{
    /// <summary>The longest target: a leap year of open time.</summary>
    public static readonly TimeSpan LongestTarget = TimeSpan.FromDays(366);

    /// <summary>The most business days of a target.</summary>
    public const int MostDays = 260;

    /// <summary>The matrix lacks a pair of impact and urgency, or has it twice.</summary>
    public static readonly Refusal MatrixIncomplete = new("service-levels/matrix-incomplete");

    /// <summary>A priority has targets twice.</summary>
    public static readonly Refusal TargetTwice = new("service-levels/target-twice");

    /// <summary>A target is not a whole number of seconds from 1 s to 366 days.</summary>
    public static readonly Refusal TargetOutOfRange = new("service-levels/target-out-of-range");

    /// <summary>Two rules are about the same.</summary>
    public static readonly Refusal RuleTwice = new("service-levels/rule-twice");

    /// <summary>A rule's measure does not fit its unit, or it names what its kind does not know.</summary>
    public static readonly Refusal RuleIncomplete = new("service-levels/rule-incomplete");

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

        if (terms.Rules.FirstOrDefault(rule => !IsWhole(rule)) is { } incomplete)
        {
            return RuleIncomplete.With("kind", incomplete.Kind);
        }

        if (terms.AllRules().GroupBy(rule => (rule.Kind, rule.Priority, rule.Team, rule.Offer)).FirstOrDefault(same => same.Count() > 1) is { } ruled)
        {
            return RuleTwice.With("kind", ruled.Key.Kind);
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
        return (left.CalendarId, left.CalendarVersion, left.OnChange, left.CountsApproval, left.CloseAfterDays, left.ReopenWithinDays)
                == (right.CalendarId, right.CalendarVersion, right.OnChange, right.CountsApproval, right.CloseAfterDays, right.ReopenWithinDays)
            && Enum.GetValues<Incidents.HoldReason>().All(reason => left.Pauses(reason) == right.Pauses(reason))
            && left.AllRules().ToHashSet().SetEquals(right.AllRules())
            && left.Matrix.Cells.OrderBy(c => (c.Impact, c.Urgency)).SequenceEqual(right.Matrix.Cells.OrderBy(c => (c.Impact, c.Urgency)));
    }

    private static bool IsWhole(TargetRule rule) =>
        (rule.Unit is TargetUnit.BusinessDays
            ? rule is { Days: >= 1 and <= MostDays, By: { } by, Time: null } && by.Ticks % TimeSpan.TicksPerSecond == 0
            : rule is { Days: null, By: null, Time: { } time } && IsTarget(time))
        && (rule.Team is null || rule.Kind is TargetKind.Team)
        && (rule.Kind is TargetKind.Fulfilment ? rule.Priority is null : rule.Offer is null);

    private static bool IsTarget(TimeSpan? target) =>
        target is not { } span || (span >= TimeSpan.FromSeconds(1) && span <= LongestTarget && span.Ticks % TimeSpan.TicksPerSecond == 0);
}
