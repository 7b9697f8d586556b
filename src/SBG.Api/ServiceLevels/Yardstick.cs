using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels;

namespace SBG.Api.ServiceLevels;

/// <summary>By what an incident is measured: targets, pause and open time, and the versions that say so.</summary>
/// <param name="Targets">By priority; priorities without any are absent.</param>
/// <param name="PauseOnHold">Whether time on hold does not count.</param>
/// <param name="Hours">The calendar's open time.</param>
/// <param name="CalendarId">The calendar; null when hours were proposed as such.</param>
/// <param name="CalendarVersion">Its version.</param>
public sealed record Yardstick(
    IReadOnlyDictionary<Priority, PriorityTargets> Targets, bool PauseOnHold, OpenHours Hours, Guid? CalendarId, int? CalendarVersion)
{
    /// <summary>Nothing is promised.</summary>
    public static Yardstick None { get; } = new(new Dictionary<Priority, PriorityTargets>(), false, OpenHours.Always, null, null);

    /// <summary>The open seconds that may be used.</summary>
    /// <param name="kind">Which clock.</param>
    /// <param name="priority">The incident's priority.</param>
    /// <returns>Null when nothing is promised.</returns>
    public long? Target(TargetKind kind, Priority priority)
    {
        var targets = Targets.GetValueOrDefault(priority);
        return (kind == TargetKind.Response ? targets?.Response : targets?.Resolution) is { } target ? (long)target.TotalSeconds : null;
    }

    /// <summary>Reads a clock of an incident, with its due instant.</summary>
    /// <param name="course">The incident's course.</param>
    /// <param name="kind">Which clock.</param>
    /// <param name="at">When (Unix seconds).</param>
    public ClockReading Read(in IncidentCourse course, TargetKind kind, long at) =>
        ServiceLevelClock.Read(course, kind, Target(kind, course.Priority), PauseOnHold, Hours, at);

    /// <summary>The state alone of a clock.</summary>
    /// <param name="course">The incident's course.</param>
    /// <param name="kind">Which clock.</param>
    /// <param name="at">When (Unix seconds).</param>
    public ClockState StateOf(in IncidentCourse course, TargetKind kind, long at) =>
        ServiceLevelClock.StateOf(course, kind, Target(kind, course.Priority), PauseOnHold, Hours, at);
}
