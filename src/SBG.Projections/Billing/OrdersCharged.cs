using Marten;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;

namespace SBG.Projections.Billing;

/// <summary>Finds what is charged of orders by when it is due.</summary>
public static class OrdersCharged
{
    /// <summary>What the session's client's orders cost at any time of a period: one indexed read, whatever happened before.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="period">When.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<OrderCharge>> OrdersChargedIn(this IQuerySession session, Period period, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (from, until) = (period.From, period.Until);
        return await session.Query<OrderCharge>().Where(order => order.From < until && (order.Until == null || order.Until >= from)).ToListAsync(stop);
    }
}
