using System.Runtime.InteropServices;

namespace SBG.Domain.ServiceLevels;

/// <summary>What a target is about.</summary>
public enum TargetKind
{
    /// <summary>From the report to the provider's first act.</summary>
    Response,

    /// <summary>From the report to the remedy.</summary>
    Resolution,
}

/// <summary>How a target stands.</summary>
public enum ClockState
{
    /// <summary>Still within the target, not stopped.</summary>
    Running,

    /// <summary>Stopped within the target.</summary>
    Met,

    /// <summary>The target is exceeded, stopped or not.</summary>
    Breached,

    /// <summary>The incident was withdrawn: it counts nowhere.</summary>
    Cancelled,

    /// <summary>The incident is over, but nothing tells when what the target is about was done.</summary>
    Unmeasured,

    /// <summary>Nothing is promised for the priority, or no policy applies.</summary>
    NoTarget,
}

/// <summary>A reading of a clock; whole seconds.</summary>
/// <param name="State">How the target stands.</param>
/// <param name="Elapsed">Open seconds used up to the stop or the reading.</param>
/// <param name="Target">Open seconds that may be used; null when nothing is promised.</param>
/// <param name="DueAt">
/// The last second (Unix) at which stopping meets the target; null without target and while paused. Closed and paused time uses nothing up:
/// a target that ends exactly at closing time is due at the next opening.
/// </param>
/// <param name="StoppedAt">When it stopped (Unix seconds); null when it has not.</param>
/// <param name="Paused">Whether it stands still on hold.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClockReading(ClockState State, long Elapsed, long? Target, long? DueAt, long? StoppedAt, bool Paused);

/// <summary>The clock: a pure function of an incident's course, a target and a calendar. Verdicts compare whole seconds, never percentages.</summary>
public static class ServiceLevelClock
{
    /// <summary>Reads a clock.</summary>
    /// <param name="course">The incident's course.</param>
    /// <param name="kind">Which clock.</param>
    /// <param name="target">Open seconds that may be used; null when nothing is promised.</param>
    /// <param name="pauseOnHold">Whether time on hold doesn't count.</param>
    /// <param name="hours">The calendar's open time.</param>
    /// <param name="at">When it is read (Unix seconds); what happened later is not heard.</param>
    public static ClockReading Read(in IncidentCourse course, TargetKind kind, long? target, bool pauseOnHold, OpenHours hours, long at)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var stop = Stop(course, kind);
        if (stop > at)
        {
            stop = null;
        }

        var (elapsed, paused, due) = Walk(course, stop ?? at, stop is not null, target, pauseOnHold, hours);
        return new(State(course, stop, elapsed, target, at), elapsed, target, due, stop, paused);
    }

    /// <summary>The state alone, without the due instant: for many incidents at once.</summary>
    /// <param name="course">The incident's course.</param>
    /// <param name="kind">Which clock.</param>
    /// <param name="target">Open seconds that may be used; null when nothing is promised.</param>
    /// <param name="pauseOnHold">Whether time on hold doesn't count.</param>
    /// <param name="hours">The calendar's open time.</param>
    /// <param name="at">When it is read (Unix seconds).</param>
    public static ClockState StateOf(in IncidentCourse course, TargetKind kind, long? target, bool pauseOnHold, OpenHours hours, long at)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var stop = Stop(course, kind);
        if (stop > at)
        {
            stop = null;
        }

        var elapsed = target is null ? 0 : Walk(course, stop ?? at, stop is not null, null, pauseOnHold, hours).Elapsed;
        return State(course, stop, elapsed, target, at);
    }

    private static long? Stop(in IncidentCourse course, TargetKind kind) => kind switch
    {
        TargetKind.Response => course.RespondedAt,
        _ => course.End is CourseEnd.Resolved ? course.EndedAt : null,
    };

    private static ClockState State(in IncidentCourse course, long? stop, long elapsed, long? target, long at)
    {
        if (course.End is CourseEnd.Cancelled && course.EndedAt <= at)
        {
            return ClockState.Cancelled;
        }

        if (target is null)
        {
            return ClockState.NoTarget;
        }

        if (stop is null && course.End is not CourseEnd.None && course.EndedAt <= at)
        {
            return ClockState.Unmeasured;
        }

        return elapsed > target ? ClockState.Breached : stop is null ? ClockState.Running : ClockState.Met;
    }

    // From the start over the stretches between holds; the due instant lies in the first stretch that would use more than is left.
    private static (long Elapsed, bool Paused, long? Due) Walk(
        in IncidentCourse course, long end, bool stopped, long? target, bool pauseOnHold, OpenHours hours)
    {
        var holds = pauseOnHold ? course.Holds : [];
        var elapsed = 0L;
        var cursor = course.Start;
        long? due = null;
        for (var i = 0; i < holds.Length && holds[i] < end; i += 2)
        {
            Advance(holds[i]);
            if (holds[i + 1] > end)
            {
                return (elapsed, !stopped, stopped ? due ?? Rest(end) : due);
            }

            cursor = holds[i + 1];
        }

        var last = cursor;
        var before = elapsed;
        Advance(end);
        return (elapsed, false, due ?? (target is { } open ? hours.Last(last, open - before) : null));

        void Advance(long until)
        {
            var open = hours.Between(cursor, until);
            if (due is null && target is { } limit && elapsed + open > limit)
            {
                due = hours.Last(cursor, limit - elapsed);
            }

            elapsed += open;
        }

        long? Rest(long from) => target is { } open ? hours.Last(from, open - elapsed) : null;
    }
}
