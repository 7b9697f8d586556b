using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;

namespace SBG.Domain.ServiceLevels.Notices;

/// <summary>Announce that a share of a target is used.</summary>
/// <param name="Reached">Which share, of which clock.</param>
public sealed record AnnounceThreshold(Threshold Reached)
{
    /// <summary>Decides: what was announced of the same clock, target and stretch is not announced again.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="timeline">The incident's timeline.</param>
    /// <param name="notices">What was announced; null before the first.</param>
    public static Decision<ClockNotices> Decide(AnnounceThreshold command, IncidentTimeline timeline, ClockNotices? notices)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(timeline);
        var (reached, from) = (command.Reached, DateTimeOffset.FromUnixTimeSeconds(command.Reached.From));
        return notices?.Notices.Any(told => (told.Kind, told.Team, told.Percent, told.Target.TotalSeconds, told.CountedFrom)
            == (reached.Kind, reached.Team, reached.Percent, reached.Limit, from)) is true
            ? Decision.Nothing
            : new ThresholdReached(
                timeline.Id, timeline.Number, reached.Kind, reached.Percent, TimeSpan.FromSeconds(reached.Limit), from, timeline.PolicyId, timeline.PolicyVersion, reached.Team);
    }
}
