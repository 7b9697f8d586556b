using System.Collections.Immutable;
using SBG.Domain.Incidents;

namespace SBG.Domain.ServiceLevels;

/// <summary>How long the provider may take for one priority, in open time of the calendar.</summary>
/// <param name="Priority">The priority.</param>
/// <param name="Response">From the report to the provider's first act; whole seconds; null when nothing is promised.</param>
/// <param name="Resolution">From the report to the remedy; whole seconds; null when nothing is promised.</param>
public sealed record PriorityTargets(Priority Priority, TimeSpan? Response, TimeSpan? Resolution);

/// <summary>What is promised: what a version of a policy says, and what a what-if can propose.</summary>
/// <param name="Matrix">Which priority follows from impact and urgency.</param>
/// <param name="Targets">At most one entry per priority.</param>
/// <param name="PauseOnHold">Whether time on hold doesn't count.</param>
/// <param name="CalendarId">The calendar in whose open time the targets run.</param>
/// <param name="CalendarVersion">The calendar's version: a verdict never changes because a calendar did.</param>
public sealed record PolicyTerms(
    PriorityMatrix Matrix, ImmutableArray<PriorityTargets> Targets, bool PauseOnHold, Guid CalendarId, int CalendarVersion)
{
    /// <summary>The targets of a priority; null when nothing is promised for it.</summary>
    /// <param name="priority">The priority.</param>
    public PriorityTargets? TargetsOf(Priority priority)
    {
        foreach (var targets in Targets)
        {
            if (targets.Priority == priority)
            {
                return targets;
            }
        }

        return null;
    }
}
