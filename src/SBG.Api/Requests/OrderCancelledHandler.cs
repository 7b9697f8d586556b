using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Provisioning;

namespace SBG.Api.Requests;

/// <summary>A cancelled order settles its line.</summary>
public static class OrderCancelledHandler
{
    /// <summary>Reacts.</summary>
    /// <param name="happened">The cancellation.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task Handle(IEvent<OrderCancelled> happened, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var order = happened.Data;
        return LineSettlement.Settle(session, order.RequestId, new(order.LineId, order.OrderId, CancelOrder.Cancelled.Code), clock.Now(), stop);
    }
}
