using System.Runtime.InteropServices;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Clocks;

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

/// <summary>A stretch of a clock that is held to one target.</summary>
/// <param name="From">First second (Unix).</param>
/// <param name="Until">First second after.</param>
/// <param name="Rule">The promise; null when nothing is promised.</param>
/// <param name="Limit">Seconds that may be used; null when nothing is promised.</param>
/// <param name="Hours">In which time.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClockLap(long From, long Until, TargetRule? Rule, long? Limit, OpenHours Hours);

/// <summary>The clock: a pure function of an incident's course and a yardstick. Verdicts compare whole seconds, never percentages.</summary>
public static class ServiceLevelClock
{
    /// <summary>Reads a clock.</summary>
    /// <param name="course">The incident's course.</param>
    /// <param name="kind">Which clock.</param>
    /// <param name="by">By what it is measured.</param>
    /// <param name="at">When it is read (Unix seconds); what happened later is not heard.</param>
    /// <param name="team">Whose clock, for <see cref="TargetKind.Team"/>.</param>
    public static ClockReading Read(in IncidentCourse course, TargetKind kind, Yardstick by, long at, string? team = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        var stop = ClockWindow.Stop(course, kind, team, at);
        var still = ClockWindow.Still(course, kind, by, team);
        var laps = Laps(course, kind, by, at, team);
        for (var i = 0; i < laps.Count; i++)
        {
            var (lap, last) = (laps[i], i == laps.Count - 1);
            var (elapsed, paused, due) = Walk(lap, last && stop is null, still);
            if (last || elapsed > lap.Limit)
            {
                return new(State(course, kind, stop, elapsed, lap.Limit, at), elapsed, lap.Limit, due, stop, paused);
            }
        }

        return new(State(course, kind, stop, 0, null, at), 0, null, null, stop, false);
    }

    /// <summary>The state alone, without the due instant: for many incidents at once.</summary>
    /// <param name="course">The incident's course.</param>
    /// <param name="kind">Which clock.</param>
    /// <param name="by">By what it is measured.</param>
    /// <param name="at">When it is read (Unix seconds).</param>
    public static ClockState StateOf(in IncidentCourse course, TargetKind kind, Yardstick by, long at)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (course.Turns.Length > 1 || kind is not (TargetKind.Response or TargetKind.Resolution) || by.RuleOf(kind, course.Priority) is not { Unit: TargetUnit.OpenTime } rule)
        {
            return Read(course, kind, by, at).State;
        }

        // What nearly every incident is: one target from the report to the end.
        var stop = ClockWindow.Stop(course, kind, null, at);
        var limit = (long)rule.Time!.Value.TotalSeconds;
        var lap = new ClockLap(course.Start, stop ?? at, rule, null, by.Hours);
        var elapsed = course.Holds.Length == 0 ? by.Hours.Between(lap.From, lap.Until) : Walk(lap, stop is null, ClockWindow.Still(course, kind, by, null)).Elapsed;
        return State(course, kind, stop, elapsed, limit, at);
    }

    /// <summary>The stretches that are held to a target of their own, ascending; none when there is nothing to measure.</summary>
    /// <param name="course">The incident's course.</param>
    /// <param name="kind">Which clock.</param>
    /// <param name="by">By what it is measured.</param>
    /// <param name="at">When it is read (Unix seconds).</param>
    /// <param name="team">Whose clock, for <see cref="TargetKind.Team"/>.</param>
    public static IReadOnlyList<ClockLap> Laps(in IncidentCourse course, TargetKind kind, Yardstick by, long at, string? team = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (ClockWindow.Start(course, kind, team) is not { } start || start > at)
        {
            return [];
        }

        var over = ClockWindow.Stop(course, kind, team, at) ?? (course.End is not CourseEnd.None && course.EndedAt <= at ? course.EndedAt : null);
        var end = over ?? at;
        var laps = new List<ClockLap>();
        var priority = course.Turns[0].Priority;
        var update = 0;
        foreach (var turn in course.Turns.AsSpan(1))
        {
            if (turn.At > at)
            {
                continue;
            }

            var mode = kind is TargetKind.Response or TargetKind.Resolution ? turn.Mode ?? by.OnChange : ChangeMode.Retroactive;
            if (mode is not ChangeMode.Retroactive && turn.At >= over)
            {
                continue; // nothing is left to be counted anew
            }

            switch (mode)
            {
                case ChangeMode.FromNow:
                    Close(turn.At);
                    break;
                case ChangeMode.Restart:
                    laps.Clear();
                    start = Math.Max(start, turn.At);
                    break;
            }

            priority = turn.Priority;
        }

        for (; kind is TargetKind.Update && update < course.Updates.Length; update++)
        {
            if (course.Updates[update] < end)
            {
                Close(course.Updates[update]);
            }
        }

        Close(end);
        return laps;

        void Close(long until)
        {
            until = Math.Max(start, until);
            var rule = by.RuleOf(kind, priority, team);
            var (limit, hours) = by.Limit(rule, start);
            laps.Add(new(start, until, rule, limit, hours));
            start = until;
        }
    }

    /// <summary>The first second (Unix) at which so much of a stretch was used; of one that goes on, will be if nothing more happens.</summary>
    internal static long? ReachedAt(in IncidentCourse course, TargetKind kind, Yardstick by, in ClockLap lap, long seconds, bool goesOn, string? team) =>
        Walk(lap with { Limit = seconds - 1 }, goesOn, ClockWindow.Still(course, kind, by, team)).Due + 1;

    private static ClockState State(in IncidentCourse course, TargetKind kind, long? stop, long elapsed, long? target, long at)
    {
        if (course.End is CourseEnd.Cancelled && course.EndedAt <= at)
        {
            return ClockState.Cancelled;
        }

        if (target is null)
        {
            return ClockState.NoTarget;
        }

        if (stop is null && course.End is not CourseEnd.None && course.EndedAt <= at && kind is TargetKind.Response or TargetKind.Resolution)
        {
            return ClockState.Unmeasured;
        }

        return elapsed > target ? ClockState.Breached : stop is null ? ClockState.Running : ClockState.Met;
    }

    // Over the stretches between those that stand still; the due instant lies in the first stretch that would use more than is left.
    internal static (long Elapsed, bool Paused, long? Due) Walk(in ClockLap lap, bool running, long[] still)
    {
        var (elapsed, cursor, end, target, hours) = (0L, lap.From, lap.Until, lap.Limit, lap.Hours);
        long? due = null;
        for (var i = 0; i < still.Length && still[i] < end; i += 2)
        {
            Advance(still[i]);
            if (still[i + 1] > end)
            {
                return (elapsed, running, running ? due : due ?? Rest(end));
            }

            cursor = Math.Max(cursor, still[i + 1]);
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
