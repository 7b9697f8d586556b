using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Notices;

/// <summary>One thing that was announced.</summary>
/// <param name="Kind">Which clock.</param>
/// <param name="Team">Whose, between teams.</param>
/// <param name="Percent">50, 75; 100 is the breach.</param>
/// <param name="Target">How much may be used.</param>
/// <param name="CountedFrom">Since when it is counted (UTC).</param>
/// <param name="ReachedAt">When the share was reached (UTC).</param>
public sealed record ClockNotice(TargetKind Kind, string? Team, int Percent, TimeSpan Target, DateTimeOffset CountedFrom, DateTimeOffset ReachedAt);

/// <summary>What was announced about the clocks of one incident, each thing once.</summary>
/// <param name="Id">The stream.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Notices">In the order of announcing.</param>
public sealed record ClockNotices(Guid Id, Guid IncidentId, string Number, ImmutableArray<ClockNotice> Notices) : IState<ClockNotices>
{
    /// <summary>The stream of an incident's notices.</summary>
    /// <param name="incidentId">The incident.</param>
    public static Guid StreamOf(Guid incidentId) => DerivedId.Of("clock-notices", incidentId.ToString("N"));

    /// <inheritdoc/>
    public static ClockNotices? Evolve(ClockNotices? state, EventOf<ClockNotices> happened, DateTimeOffset at)
    {
        if (happened is not ThresholdReached e)
        {
            return state;
        }

        state ??= new(StreamOf(e.IncidentId), e.IncidentId, e.Number, []);
        return state with { Notices = state.Notices.Add(new(e.Kind, e.Team, e.Percent, e.Target, e.CountedFrom, at)) };
    }
}
