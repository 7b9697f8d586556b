using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.Tests.ServiceLevels;

/// <summary>Yardsticks of tests.</summary>
internal static class Yardsticks
{
    /// <summary>One target for every priority, response and resolution alike.</summary>
    public static Yardstick Of(long? seconds, bool pauses, OpenHours hours, ChangeMode onChange = ChangeMode.Retroactive)
    {
        TimeSpan? target = seconds is { } open ? TimeSpan.FromSeconds(open) : null;
        return Yardstick.Of(Terms([.. Enum.GetValues<Priority>().Select(priority => new PriorityTargets(priority, target, target))], pauses, onChange), hours);
    }

    /// <summary>A resolution target, in hours, for each of the first priorities.</summary>
    public static Yardstick ByPriority(ChangeMode onChange, OpenHours hours, params int[] resolution) =>
        Yardstick.Of(Terms([.. resolution.Select((open, priority) => new PriorityTargets((Priority)priority, null, TimeSpan.FromHours(open)))], true, onChange), hours);

    public static PolicyTerms Terms(IEnumerable<PriorityTargets> targets, bool pauses = true, ChangeMode onChange = ChangeMode.Retroactive) =>
        new(PriorityMatrix.Default, [.. targets], pauses, Guid.Empty, 1) { OnChange = onChange };
}
