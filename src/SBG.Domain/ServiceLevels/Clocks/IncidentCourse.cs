using SBG.Domain.Incidents;

namespace SBG.Domain.ServiceLevels.Clocks;

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

/// <summary>A stretch of a course, half-open, in Unix seconds; one that goes on ends at <see cref="long.MaxValue"/>.</summary>
/// <param name="From">First second within.</param>
/// <param name="Until">First second after.</param>
/// <param name="What">What is waited for, or who has it in hand.</param>
/// <typeparam name="T">A reason or a team.</typeparam>
public readonly record struct Stretch<T>(long From, long Until, T What);

/// <summary>A priority, from when on.</summary>
/// <param name="At">Unix seconds.</param>
/// <param name="Priority">The priority.</param>
/// <param name="Mode">What the change does to the clocks; null: as the policy says.</param>
public readonly record struct Turn(long At, Priority Priority, ChangeMode? Mode);

/// <summary>
/// A timeline brought down to what a clock needs, in whole Unix seconds: an instant counts as its second. Rules:
/// a reopening voids the resolution, so that the clock goes on as if it had never been; a change of priority
/// loses no hold; a hold that a later fact overtakes ends with it.
/// </summary>
/// <param name="Start">When it was reported.</param>
/// <param name="Turns">The priorities, in the order in which they were told; the first is the report's.</param>
/// <param name="RespondedAt">The provider's first act; null before.</param>
/// <param name="EndedAt">When it was resolved, closed or cancelled; null before.</param>
/// <param name="End">How.</param>
/// <param name="Holds">On hold, by beginning; they can overlap.</param>
/// <param name="Teams">In a team's hands, by beginning.</param>
/// <param name="Updates">When the provider told the client something.</param>
public readonly record struct IncidentCourse(
    long Start, Turn[] Turns, long? RespondedAt, long? EndedAt, CourseEnd End, Stretch<HoldReason>[] Holds, Stretch<string>[] Teams, long[] Updates)
{
    /// <summary>The last priority told.</summary>
    public Priority Priority => Turns[^1].Priority;

    /// <summary>The course that a timeline tells.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="knownBy">Only facts recorded by then (UTC) are heard; null hears all.</param>
    public static IncidentCourse Of(IncidentTimeline timeline, DateTimeOffset? knownBy = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var telling = new CourseTelling(timeline.Marks[0]);
        foreach (var mark in timeline.Marks)
        {
            if (knownBy is null || mark.RecordedAt <= knownBy)
            {
                telling.Hear(mark);
            }
        }

        return telling.Course();
    }
}
