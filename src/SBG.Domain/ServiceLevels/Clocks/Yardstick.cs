using System.Collections.Immutable;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Clocks;

/// <summary>By what an incident is measured: a version's promises in a calendar's open time. Never changes, so that it can be shared and kept.</summary>
public sealed class Yardstick
{
    private static readonly int Priorities = Enum.GetValues<Priority>().Length;

    private readonly ImmutableArray<TargetRule> _rules;
    private readonly TargetRule?[] _anyTeam = new TargetRule?[Enum.GetValues<TargetKind>().Length * Priorities];
    private readonly bool[] _pauses;

    private Yardstick(ImmutableArray<TargetRule> rules, bool[] pauses, ChangeMode onChange, bool countsApproval, OpenHours hours)
    {
        (_rules, _pauses, OnChange, CountsApproval, Hours) = ([.. rules.OrderByDescending(rule => rule.Precision)], pauses, onChange, countsApproval, hours);
        foreach (var kind in Enum.GetValues<TargetKind>())
        {
            foreach (var priority in Enum.GetValues<Priority>())
            {
                _anyTeam[Place(kind, priority)] = _rules.FirstOrDefault(rule => rule.IsAbout(kind, priority, null));
            }
        }
    }

    /// <summary>Nothing is promised.</summary>
    public static Yardstick None { get; } = new([], new bool[Enum.GetValues<HoldReason>().Length], ChangeMode.Retroactive, false, OpenHours.Always);

    /// <summary>The open time of the calendar.</summary>
    public OpenHours Hours { get; }

    /// <summary>What a change of priority does, when it doesn't say so itself.</summary>
    public ChangeMode OnChange { get; }

    /// <summary>Whether time in which approvers of a request are waited for counts.</summary>
    public bool CountsApproval { get; }

    /// <summary>The yardstick of a version.</summary>
    /// <param name="terms">Its terms.</param>
    /// <param name="hours">The open time of its calendar.</param>
    public static Yardstick Of(PolicyTerms terms, OpenHours hours)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new([.. terms.AllRules()], [.. Enum.GetValues<HoldReason>().Select(terms.Pauses)], terms.OnChange, terms.CountsApproval, hours);
    }

    /// <summary>The same with other targets, pauses or hours, where they are given.</summary>
    /// <param name="targets">The usual targets.</param>
    /// <param name="pauseOnHold">Whether time on hold doesn't count.</param>
    /// <param name="hours">The open time.</param>
    public Yardstick With(IEnumerable<PriorityTargets>? targets, bool? pauseOnHold, OpenHours? hours) => new(
        targets is null ? _rules : [.. new PolicyTerms(PriorityMatrix.Default, [.. targets], false, default, 1).AllRules()],
        pauseOnHold is { } pause ? [.. Enumerable.Repeat(pause, _pauses.Length)] : _pauses,
        OnChange,
        CountsApproval,
        hours ?? Hours);

    /// <summary>The promise that applies: of those that are about this, the one that names most. Null when nothing is promised.</summary>
    /// <param name="kind">What is measured.</param>
    /// <param name="priority">Of which priority.</param>
    /// <param name="team">In which team's hands; null: whosever.</param>
    public TargetRule? RuleOf(TargetKind kind, Priority priority, string? team = null) =>
        team is null ? _anyTeam[Place(kind, priority)] : _rules.FirstOrDefault(rule => rule.IsAbout(kind, priority, team));

    /// <summary>What is promised about deliveries of an offer; null when nothing is.</summary>
    /// <param name="offerId">The offer.</param>
    public TargetRule? DeliveryRule(Guid offerId) => TargetRule.OfDelivery(_rules, offerId);

    /// <summary>Whether time on hold for a reason doesn't count.</summary>
    /// <param name="reason">What is waited for.</param>
    public bool Pauses(HoldReason reason) => _pauses[(int)reason];

    /// <summary>How much may be used, and in which time.</summary>
    /// <param name="rule">The promise.</param>
    /// <param name="from">When the clock begins (Unix seconds): to business days it matters.</param>
    public (long? Seconds, OpenHours Hours) Limit(TargetRule? rule, long from) => rule switch
    {
        null => (null, Hours),
        { Unit: TargetUnit.CalendarTime } => ((long)rule.Time!.Value.TotalSeconds, OpenHours.Always),
        { Unit: TargetUnit.BusinessDays } => (Hours.OnBusinessDay(from, rule.Days!.Value, rule.By!.Value) is { } due ? Hours.Between(from, due) : null, Hours),
        _ => ((long)rule.Time!.Value.TotalSeconds, Hours),
    };

    private static int Place(TargetKind kind, Priority priority) => ((int)kind * Priorities) + (int)priority;
}
