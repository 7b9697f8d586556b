using JasperFx.Events;
using SBG.Domain.Provisioning;

namespace SBG.Api.Requests;

/// <summary>A delivered order settles its line.</summary>
public static class OrderCompletedHandler
{
    /// <summary>Reacts.</summary>
    /// <param name="happened">The delivery.</param>
    /// <returns>What the request is told.</returns>
    public static SettleOrder Handle(IEvent<OrderCompleted> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var order = happened.Data;
        return new(order.RequestId, order.LineId, order.OrderId);
    }
}
