using JasperFx.Events;
using SBG.Domain.Provisioning;

namespace SBG.Api.Requests;

/// <summary>A failed order settles its line.</summary>
public static class OrderFailedHandler
{
    /// <summary>Reacts.</summary>
    /// <param name="happened">The failure.</param>
    /// <returns>What the request is told.</returns>
    public static SettleOrder Handle(IEvent<OrderFailed> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var order = happened.Data;
        return new(order.RequestId, order.LineId, order.OrderId, order.Code);
    }
}
