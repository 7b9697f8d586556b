using System.Collections.Immutable;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Billing.Usage;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using SBG.Projections.Billing;

namespace SBG.Api.Billing.Invoices;

/// <summary>
/// Finds the invoiced months of which more is known than their invoices knew, without reading the invoices: by how far they read each log, and how many changes of each
/// seat and order they knew. A month too many is computed anew for nothing; one too few would lose money.
/// </summary>
internal static class LateFacts
{
    // A change of a seat or an order takes no turn with invoices: it can bear an earlier time than the invoice that missed it, by as long as a transaction takes.
    private static readonly TimeSpan Unsure = TimeSpan.FromHours(1);

    private const string Known = $"coalesce((select i.known from {InvoicedFacts.Sources} i where i.client_id = d.tenant_id and i.source_id = d.id), 0)";

    private const string NewUsage = $"(d.data ->> 'version')::bigint > {Known}";

    private const string NewChanges = $"jsonb_array_length(d.data #> '{{seat,changes}}') > {Known}";

    private const string NewPrices = $"jsonb_array_length(d.data -> 'changes') > {Known}";

    /// <summary>The months, in their order.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="facts">The month whose invoice is drawn: only earlier ones are looked at.</param>
    /// <param name="closed">The fiscal years that are closed: of their months, those only that finance decided to charge all the same.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<ImmutableArray<BillingMonth>> Months(IQuerySession session, InvoiceFacts facts, IReadOnlyList<FiscalYearClosing> closed, CancellationToken stop)
    {
        var all = await Invoiced(session, facts.Month, stop);
        var invoiced = all.Where(month => !FiscalYearClosing.Bars(closed, facts.Client.ClientId, month.Month)).ToArray();
        if (invoiced.Length == 0)
        {
            return [];
        }

        // What came while a month was out of reach may be known to later invoices already: one that was let in again is always looked at.
        var late = invoiced.Where(month => closed.Any(year => year.Admits(facts.Client.ClientId, month.Month))).Select(month => month.Month).ToHashSet();
        var (from, to) = (invoiced[0].Month.FirstDay, facts.Month.FirstDay);
        var logs = await session.Query<UsageLog>().Where(log => log.Day >= from && log.Day < to && log.MatchesSql(NewUsage)).ToListAsync(stop);
        if (logs.Count > 0)
        {
            var since = await PricedSince(session, logs.Select(log => log.Meter).Distinct(), stop);
            foreach (var log in logs.Where(log => since.ContainsKey(log.Meter)))
            {
                // A level goes on in the months after; what no plan charged when a month was invoiced is not charged afterwards.
                late.UnionWith(invoiced.Where(month => since[log.Meter] <= month.RecordedThrough
                    && (log.Aggregation == Aggregation.TimeWeighted ? month.Month.FirstDay.AddMonths(1) > log.Day : new BillingMonth(log.Day.Year, log.Day.Month) == month.Month))
                    .Select(month => month.Month));
            }
        }

        foreach (var (at, recorded) in await Changes(session, facts.Month.In(facts.Zone).From, stop))
        {
            late.UnionWith(invoiced.Where(month => at < month.Month.In(facts.Zone).Until && recorded >= month.RecordedThrough - Unsure).Select(month => month.Month));
        }

        return [.. late.OrderBy(month => month.FirstDay)];
    }

    /// <summary>Since when each meter is charged: its plan takes it when it is created. Meters without a plan are left out.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="meters">Keys.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> PricedSince(IQuerySession session, IEnumerable<string> meters, CancellationToken stop)
    {
        var since = new Dictionary<string, DateTimeOffset>();
        foreach (var (meter, plan) in await UsageLedgerReader.Plans(session, meters, stop))
        {
            var created = await session.ForTenant(Tenant.Provider).Events.FetchStreamAsync(plan, 1, token: stop);
            since[meter] = created[0].Timestamp;
        }

        return since;
    }

    private static async Task<(BillingMonth Month, DateTimeOffset RecordedThrough)[]> Invoiced(IQuerySession session, BillingMonth before, CancellationToken stop)
    {
        var rows = await session.AdvancedSql.QueryAsync<string, DateTimeOffset>(
            $"select row(period), row(recorded_through) from {InvoicedFacts.Months} where client_id = ? and period < ? order by period", stop, session.TenantId, before.ToString());
        return [.. rows.Select(row => (BillingMonth.Parse(row.Item1)!.Value, row.Item2.ToUniversalTime()))];
    }

    // What happened to seats and orders before an instant, and when that was recorded; of those only of which more is known than invoices knew.
    private static async Task<IEnumerable<(DateTimeOffset At, DateTimeOffset Recorded)>> Changes(IQuerySession session, DateTimeOffset before, CancellationToken stop)
    {
        var seats = await session.Query<SeatRecord>().Where(seat => seat.From < before && seat.MatchesSql(NewChanges)).ToListAsync(stop);
        var orders = await session.Query<OrderCharge>().Where(order => order.From < before && order.MatchesSql(NewPrices)).ToListAsync(stop);
        Guid[] ids =
        [
            .. seats.Where(seat => seat.Seat.Changes.Any(change => change.At < before)).Select(seat => seat.Id),
            .. orders.Where(order => order.Changes.Any(change => change.At < before)).Select(order => order.Id),
        ];
        if (ids.Length == 0)
        {
            return [];
        }

        var events = await session.Events.QueryAllRawEvents().Where(e => ids.Contains(e.StreamId)).ToListAsync(stop);
        return events.Select(e => (Projections.Kernel.EventMetadata.OccurredAt(e), e.Timestamp.ToUniversalTime())).Where(change => change.Item1 < before);
    }
}
