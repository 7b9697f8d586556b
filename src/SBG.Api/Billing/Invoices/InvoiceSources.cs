using Marten;
using SBG.Api.Billing.Usage;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Usage;
using SBG.Projections.Billing;

namespace SBG.Api.Billing.Invoices;

/// <summary>Reads the facts behind a line, as far as the line knew them.</summary>
internal static class InvoiceSources
{
    /// <summary>Seats with the changes that the line knew.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="seats">The seats.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyDictionary<Guid, SeatHistory>> Seats(IQuerySession session, IReadOnlyCollection<InvoicedSeat> seats, CancellationToken stop)
    {
        var known = seats.DistinctBy(seat => seat.AssignmentId).ToDictionary(seat => seat.AssignmentId, seat => seat.Changes);
        var records = known.Count == 0 ? [] : await session.LoadManyAsync<SeatRecord>(stop, [.. known.Keys]);
        return records.ToDictionary(record => record.Id, record => record.Seat with { Changes = [.. record.Seat.Changes.Take(known[record.Id])] });
    }

    /// <summary>What orders cost, as far as lines knew it: of two that name one, the one that knew more.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="orders">The orders.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyDictionary<Guid, OrderCharge>> Orders(IQuerySession session, IReadOnlyCollection<InvoicedOrder> orders, CancellationToken stop)
    {
        var known = orders.GroupBy(order => order.ChargeId).ToDictionary(order => order.Key, order => order.Max(one => one.Changes));
        var charges = known.Count == 0 ? [] : await session.LoadManyAsync<OrderCharge>(stop, [.. known.Keys]);
        return charges.ToDictionary(charge => charge.Id, charge => charge.Known(known[charge.Id]));
    }

    /// <summary>The reports of a log as they read when the line was computed, those that no longer counted left out.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="log">The log, and how far it was read.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<UsageStanding>> Reports(IQuerySession session, InvoicedLog log, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(log.LogId, log.Version, token: stop);
        return [.. UsageStanding.Of(events.Select(UsageLedgerReader.Recorded)).Where(standing => !standing.Cancelled)];
    }
}
