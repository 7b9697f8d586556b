using System.Runtime.InteropServices;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Notices;

/// <summary>A share of a target, and when it is used.</summary>
/// <param name="Kind">Which clock.</param>
/// <param name="Team">Whose, for <see cref="TargetKind.Team"/>.</param>
/// <param name="Percent">50, 75; 100 is the breach.</param>
/// <param name="Limit">Seconds that may be used.</param>
/// <param name="From">When the stretch that is held to it begins (Unix seconds).</param>
/// <param name="ReachedAt">The first second (Unix) at which so much is used: for the breach, more than the target.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Threshold(TargetKind Kind, string? Team, int Percent, long Limit, long From, long ReachedAt);

/// <summary>When the clocks of an incident reach the shares of their targets that are announced: a pure function, of what was and of what will be if nothing more happens.</summary>
public static class ClockThresholds
{
    private static readonly int[] Percents = [50, 75, 100];

    /// <summary>Those that were reached while the clock ran, and those that a running clock will reach.</summary>
    /// <param name="course">The incident's course.</param>
    /// <param name="by">By what it is measured.</param>
    /// <param name="at">When it is read (Unix seconds).</param>
    /// <returns>By clock, stretch and share; none of an incident that was withdrawn.</returns>
    public static IReadOnlyList<Threshold> Of(in IncidentCourse course, Yardstick by, long at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var found = new List<Threshold>();
        if (course.End is CourseEnd.Cancelled)
        {
            return found;
        }

        foreach (var kind in Enum.GetValues<TargetKind>())
        {
            var team = kind is TargetKind.Team && course.Teams is [.., var last] ? last.What : null;
            if (kind is TargetKind.Team && team is null)
            {
                continue;
            }

            var laps = ServiceLevelClock.Laps(course, kind, by, at, team);
            for (var i = 0; i < laps.Count; i++)
            {
                var goesOn = i == laps.Count - 1 && course.End is CourseEnd.None && ClockWindow.Stop(course, kind, team, at) is null;
                Add(found, course, kind, by, laps[i], goesOn, team);
            }
        }

        return found;
    }

    private static void Add(List<Threshold> found, in IncidentCourse course, TargetKind kind, Yardstick by, in ClockLap lap, bool goesOn, string? team)
    {
        if (lap.Limit is not { } limit)
        {
            return;
        }

        foreach (var percent in Percents)
        {
            var used = percent == 100 ? limit + 1 : ((limit * percent) + 99) / 100;
            if (ServiceLevelClock.ReachedAt(course, kind, by, lap, used, goesOn, team) is { } reached && (goesOn || reached <= lap.Until))
            {
                found.Add(new(kind, team, percent, limit, lap.From, reached));
            }
        }
    }
}
