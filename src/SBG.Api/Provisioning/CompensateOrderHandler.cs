using Marten;
using SBG.Api.Kernel;
using SBG.Api.Licences;
using SBG.Domain.Licences;
using SBG.Domain.Provisioning;
using SBG.Projections.Kernel;

namespace SBG.Api.Provisioning;

/// <summary>Gives back the seats that an order no longer needs: still set aside, or taken by an order that failed: order, pool and licences in one transaction.</summary>
public static class CompensateOrderHandler
{
    /// <summary>Handles; what was given back already is left alone.</summary>
    /// <param name="message">Which order.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(CompensateOrder message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        var stream = await session.Fetch<ProvisioningOrder>(message.OrderId, stop);
        if (stream?.State is not { LicencePoolId: { } poolId } order || !DueWork.Of(order).Contains(new DueWork.Compensate()))
        {
            return;
        }

        var pool = await session.OpenPool(poolId, clock.Now(), stop);
        var released = 0;
        foreach (var id in LicencesOf(order))
        {
            var licence = await session.Fetch<LicenceAssignment>(id, stop);
            if (pool is not null && licence is not null && licence.Record(ReleaseLicence.Decide(licence.State!), clock.Now()) is null)
            {
                pool.Record(ReleaseSeat.Decide(new(id, session.TenantId), pool.State));
                released++;
            }
        }

        var unreserved = pool?.State.ReservedFor(order.Id) ?? 0;
        pool?.Record(CancelReservation.Decide(new(order.Id), pool.State));
        stream.Record(RecordCompensation.Decide(new(released, unreserved), order), clock.Now());
    }

    private static IEnumerable<Guid> LicencesOf(ProvisioningOrder order) =>
        from step in order.Steps
        where step.Step is { TakesSeats: true, Compensable: true } && order.Status != OrderStatus.Completed && step.Status == StepStatus.Completed
        from number in Enumerable.Range(1, order.Quantity)
        select order.LicenceOf(step.Step.Key, number);
}
