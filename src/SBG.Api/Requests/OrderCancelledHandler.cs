using JasperFx.Events;
using SBG.Domain.Provisioning;

namespace SBG.Api.Requests;

/// <summary>A cancelled order settles its line.</summary>
public static class OrderCancelledHandler
{
    /// <summary>Reacts.</summary>
    /// <param name="happened">The cancellation.</param>
    /// <returns>What the request is told.</returns>
    public static SettleOrder Handle(IEvent<OrderCancelled> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var order = happened.Data;
        return new(order.RequestId, order.LineId, order.OrderId, CancelOrder.Cancelled.Code);
    }
}
