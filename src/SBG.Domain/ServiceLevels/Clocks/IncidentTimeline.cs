using System.Collections.Immutable;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Merging;
using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Clocks;

/// <summary>What a mark on a timeline tells.</summary>
public enum MarkKind
{
    /// <summary>Reported: the clocks start.</summary>
    Reported,

    /// <summary>The priority, and so the target, changed.</summary>
    Prioritised,

    /// <summary>The provider's first act.</summary>
    Responded,

    /// <summary>On hold.</summary>
    Held,

    /// <summary>Hold over.</summary>
    Resumed,

    /// <summary>Remedied.</summary>
    Resolved,

    /// <summary>The resolution is void.</summary>
    Reopened,

    /// <summary>Over.</summary>
    Closed,

    /// <summary>Withdrawn.</summary>
    Cancelled,

    /// <summary>In the hands of a team.</summary>
    Assigned,

    /// <summary>A word of the provider to the client.</summary>
    Updated,

    /// <summary>Dealt with in another incident: its own clocks stop and count nowhere.</summary>
    Merged,

    /// <summary>The merge is undone: the clocks go on as if it had never been.</summary>
    Unmerged,
}

/// <summary>One fact that matters to the clocks, with its two times.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="OccurredAt">When it happened (UTC).</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
/// <param name="EventId">The event that tells it.</param>
/// <param name="Priority">The priority from then on; null unless reported or prioritised.</param>
/// <param name="Reason">What is waited for; null unless held.</param>
/// <param name="Mode">What the change of priority does to the clocks; null: as the policy says.</param>
/// <param name="Team">The team from then on; null unless assigned to one.</param>
public sealed record TimelineMark(
    MarkKind Kind,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    Guid EventId,
    Priority? Priority = null,
    HoldReason? Reason = null,
    ChangeMode? Mode = null,
    string? Team = null);

/// <summary>All that the clocks of one incident run on, in order of recording. No personal data.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Number">What people read.</param>
/// <param name="PolicyId">The policy that applies; null when none does.</param>
/// <param name="PolicyVersion">Its version; null when none applies.</param>
/// <param name="PolicyBasis">Why that version, or none, applies.</param>
/// <param name="Marks">Never empty; the first is <see cref="MarkKind.Reported"/>.</param>
public sealed record IncidentTimeline(
    Guid Id, string Number, Guid? PolicyId, int? PolicyVersion, PolicyBasis PolicyBasis, ImmutableArray<TimelineMark> Marks)
{
    /// <summary>When it was reported (UTC); its clocks start then.</summary>
    public DateTimeOffset ReportedAt => Marks[0].OccurredAt;

    /// <summary>The course that it tells, see <see cref="CourseCode"/>: kept beside the marks, for reports over many.</summary>
    public string Course => CourseCode.Write(IncidentCourse.Of(this));

    /// <summary>Folds one event of the incident; events that the clocks don't run on change nothing.</summary>
    /// <param name="timeline">Before; null before the first event.</param>
    /// <param name="happened">The event.</param>
    /// <param name="eventId">Its id.</param>
    /// <param name="occurredAt">When it happened (UTC).</param>
    /// <param name="recordedAt">When it was recorded (UTC).</param>
    public static IncidentTimeline? Fold(
        IncidentTimeline? timeline, EventOf<Incident> happened, Guid eventId, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        if (timeline is null)
        {
            return happened is IncidentReported e
                ? new(e.IncidentId, e.Number, e.ServiceLevelPolicyId, e.PolicyVersion, e.PolicyBasis, [Mark(MarkKind.Reported, e.Priority)])
                : null;
        }

        var mark = happened switch
        {
            IncidentPrioritised e => Mark(MarkKind.Prioritised, e.Priority) with { Mode = e.Mode },
            IncidentResponded => Mark(MarkKind.Responded),
            IncidentHeld e => Mark(MarkKind.Held, reason: e.Reason),
            IncidentResumed => Mark(MarkKind.Resumed),
            IncidentResolved => Mark(MarkKind.Resolved),
            IncidentReopened => Mark(MarkKind.Reopened),
            IncidentClosed => Mark(MarkKind.Closed),
            IncidentCancelled => Mark(MarkKind.Cancelled),
            IncidentMerged => Mark(MarkKind.Merged),
            IncidentUnmerged => Mark(MarkKind.Unmerged),
            IncidentAssigned e => Mark(MarkKind.Assigned) with { Team = e.Team },
            IncidentCommented { ByProvider: true, Visibility: CommentVisibility.Public } => Mark(MarkKind.Updated),
            _ => null,
        };
        return mark is null ? timeline : timeline with { Marks = timeline.Marks.Add(mark) };

        TimelineMark Mark(MarkKind kind, Priority? priority = null, HoldReason? reason = null) =>
            new(kind, occurredAt, recordedAt, eventId, priority, reason);
    }
}
