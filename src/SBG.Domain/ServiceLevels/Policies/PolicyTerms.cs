using System.Collections.Immutable;
using SBG.Domain.Incidents;

namespace SBG.Domain.ServiceLevels.Policies;

/// <summary>How long the provider may take for one priority, in open time of the calendar.</summary>
/// <param name="Priority">The priority.</param>
/// <param name="Response">From the report to the provider's first act; whole seconds; null when nothing is promised.</param>
/// <param name="Resolution">From the report to the remedy; whole seconds; null when nothing is promised.</param>
public sealed record PriorityTargets(Priority Priority, TimeSpan? Response, TimeSpan? Resolution);

/// <summary>What is promised: what a version of a policy says, and what a what-if can propose.</summary>
/// <param name="Matrix">Which priority follows from impact and urgency.</param>
/// <param name="Targets">At most one entry per priority: the usual promises, in open time.</param>
/// <param name="PauseOnHold">Whether time on hold doesn't count, when <see cref="PausedBy"/> doesn't say it.</param>
/// <param name="CalendarId">The calendar in whose open time the targets run.</param>
/// <param name="CalendarVersion">The calendar's version: a verdict never changes because a calendar did.</param>
public sealed record PolicyTerms(
    PriorityMatrix Matrix, ImmutableArray<PriorityTargets> Targets, bool PauseOnHold, Guid CalendarId, int CalendarVersion)
{
    /// <summary>Promises of any kind beside the usual ones.</summary>
    public ImmutableArray<TargetRule> Rules { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>For which reasons time on hold doesn't count; null: <see cref="PauseOnHold"/> says it for all.</summary>
    public ImmutableArray<HoldReason>? PausedBy { get; init; }

    /// <summary>What a change of priority does to the clocks, when the change itself doesn't say it.</summary>
    public ChangeMode OnChange { get; init; }

    /// <summary>After how many business days without objection a resolved incident is closed by itself; null: as the provider does for all.</summary>
    public int? CloseAfterDays { get; init; }

    /// <summary>For how many business days a closed incident can be reopened; null: as the provider does for all.</summary>
    public int? ReopenWithinDays { get; init; }

    /// <summary>Whether time in which approvers of a request are waited for counts in the clocks of its delivery.</summary>
    public bool CountsApproval { get; init; }

    /// <summary>What is promised about deliveries of an offer.</summary>
    /// <param name="offerId">The offer.</param>
    /// <returns>Null when nothing is promised.</returns>
    public TargetRule? DeliveryRule(Guid offerId) => TargetRule.OfDelivery(Rules, offerId);

    /// <summary>Every promise, the usual ones included.</summary>
    public IEnumerable<TargetRule> AllRules()
    {
        foreach (var targets in Targets)
        {
            if (targets.Response is { } response)
            {
                yield return new(TargetKind.Response, TargetUnit.OpenTime, response, Priority: targets.Priority);
            }

            if (targets.Resolution is { } resolution)
            {
                yield return new(TargetKind.Resolution, TargetUnit.OpenTime, resolution, Priority: targets.Priority);
            }
        }

        foreach (var rule in Rules)
        {
            yield return rule;
        }
    }

    /// <summary>Whether time on hold for a reason doesn't count.</summary>
    /// <param name="reason">What is waited for.</param>
    public bool Pauses(HoldReason reason) => PausedBy is { } reasons ? reasons.Contains(reason) : PauseOnHold;
}
