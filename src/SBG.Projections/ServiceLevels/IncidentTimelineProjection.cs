using JasperFx.Events;
using Marten.Events.Aggregation;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Projections.Kernel;

namespace SBG.Projections.ServiceLevels;

/// <summary>Answers: on which facts do the clocks of this incident run? One compact timeline for each incident.</summary>
public sealed partial class IncidentTimelineProjection : SingleStreamProjection<IncidentTimeline, Guid>
{
    /// <summary>Reads the events of incidents only.</summary>
    public IncidentTimelineProjection() => this.IncludeEventsOf<Incident>();

    /// <inheritdoc/>
    public override IncidentTimeline? Evolve(IncidentTimeline? snapshot, Guid id, IEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Data is EventOf<Incident> happened
            ? IncidentTimeline.Fold(snapshot, happened, e.Id, e.OccurredAt(), e.Timestamp.ToUniversalTime())
            : snapshot;
    }
}
