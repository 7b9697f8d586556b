using SBG.Domain.Incidents;

namespace SBG.Domain.ServiceLevels;

/// <summary>How the course of an incident ended.</summary>
public enum CourseEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>Resolved (and perhaps closed).</summary>
    Resolved,

    /// <summary>Closed, and nothing tells when it was resolved.</summary>
    ClosedUnresolved,

    /// <summary>Withdrawn.</summary>
    Cancelled,
}

/// <summary>
/// A timeline brought down to what a clock needs, in whole Unix seconds: an instant counts as its second. Rules:
/// a reopening voids the resolution, so that the clock goes on as if it had never been; the last priority told decides; a change of priority
/// loses no hold; a hold that a later fact overtakes ends with it.
/// </summary>
/// <param name="Start">When it was reported.</param>
/// <param name="Priority">The last priority told.</param>
/// <param name="RespondedAt">The provider's first act; null before.</param>
/// <param name="EndedAt">When it was resolved, closed or cancelled; null before.</param>
/// <param name="End">How.</param>
/// <param name="Holds">Spans on hold as pairs of start and end, ascending, apart from each other; the last end is <see cref="long.MaxValue"/> when still on hold.</param>
public readonly record struct IncidentCourse(long Start, Priority Priority, long? RespondedAt, long? EndedAt, CourseEnd End, long[] Holds)
{
    /// <summary>The course that a timeline tells.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="knownBy">Only facts recorded by then (UTC) are heard, those of a report edition; null hears all.</param>
    public static IncidentCourse Of(IncidentTimeline timeline, DateTimeOffset? knownBy = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var reported = timeline.Marks[0];
        var start = reported.OccurredAt.ToUnixTimeSeconds();
        var priority = reported.Priority!.Value;
        long? responded = null;
        long? ended = null;
        long? heldSince = null;
        var end = CourseEnd.None;
        var holds = new HoldSpans(start);
        foreach (var mark in timeline.Marks)
        {
            if (mark.RecordedAt > knownBy)
            {
                continue;
            }

            var at = mark.OccurredAt.ToUnixTimeSeconds();
            switch (mark.Kind)
            {
                case MarkKind.Prioritised:
                    priority = mark.Priority!.Value;
                    break;
                case MarkKind.Responded:
                    responded ??= at;
                    break;
                case MarkKind.Held:
                    heldSince ??= at;
                    break;
                case MarkKind.Resumed:
                    Release(at);
                    break;
                case MarkKind.Resolved:
                    Release(at);
                    (ended, end) = (at, CourseEnd.Resolved);
                    break;
                case MarkKind.Reopened:
                    (ended, end) = (null, CourseEnd.None);
                    break;
                case MarkKind.Closed when end is CourseEnd.None:
                    Release(at);
                    (ended, end) = (at, CourseEnd.ClosedUnresolved);
                    break;
                case MarkKind.Cancelled:
                    Release(at);
                    (ended, end) = (at, CourseEnd.Cancelled);
                    break;
                default:
                    break;
            }
        }

        Release(long.MaxValue);
        return new(start, priority, responded, ended, end, holds.ToArray());

        void Release(long at)
        {
            if (heldSince is { } since)
            {
                holds.Add(since, at);
                heldSince = null;
            }
        }
    }
}
