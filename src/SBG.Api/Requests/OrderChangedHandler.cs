using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Requests;

/// <summary>A line says what its delivery was changed to.</summary>
public static class OrderChangedHandler
{
    /// <summary>Reacts.</summary>
    /// <param name="happened">The change.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(IEvent<OrderChanged> happened, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(session);
        var order = happened.Data;
        if (await session.FetchExclusively<ServiceRequest>(session.TenantId, order.RequestId, stop) is { } request)
        {
            request.Record(FollowOrder.Decide(new(order.LineId, order.Quantity, order.Options), request.State!), clock.Now());
        }
    }
}
