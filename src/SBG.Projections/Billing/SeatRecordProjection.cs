using JasperFx.Events;
using Marten.Events.Aggregation;
using SBG.Domain.Billing;
using SBG.Domain.Licences;
using SBG.Projections.Kernel;

namespace SBG.Projections.Billing;

/// <summary>Keeps the seat records: what licences do, told to billing.</summary>
public sealed partial class SeatRecordProjection : SingleStreamProjection<SeatRecord, Guid>
{
    /// <summary>Reads the events of assignments only.</summary>
    public SeatRecordProjection() => this.IncludeEventsOf<LicenceAssignment>();

    /// <inheritdoc/>
    public override SeatRecord? Evolve(SeatRecord? snapshot, Guid id, IEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var at = e.OccurredAt();
        return e.Data switch
        {
            LicenceAssigned given when snapshot is null =>
                new(id, new(id, given.PoolId, given.PricePlanId, [new(SeatChangeKind.Assigned, at)]) { CostCentre = given.CostCentre }, at, null),
            LicenceSuspended => snapshot?.With(SeatChangeKind.Suspended, at),
            LicenceResumed => snapshot?.With(SeatChangeKind.Resumed, at),
            LicenceReleased => snapshot?.With(SeatChangeKind.Released, at),
            _ => snapshot,
        };
    }
}
