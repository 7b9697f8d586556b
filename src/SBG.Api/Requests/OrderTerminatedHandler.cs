using JasperFx.Events;
using SBG.Domain.Provisioning;

namespace SBG.Api.Requests;

/// <summary>An order that is given up ends its line.</summary>
public static class OrderTerminatedHandler
{
    /// <summary>Reacts.</summary>
    /// <param name="happened">The end.</param>
    /// <returns>What the request is told.</returns>
    public static SettleOrder Handle(IEvent<OrderTerminated> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var order = happened.Data;
        return new(order.RequestId, order.LineId, order.OrderId, Ended: true);
    }
}
