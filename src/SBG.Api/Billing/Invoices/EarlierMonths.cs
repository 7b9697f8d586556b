using System.Collections.Immutable;
using System.Text.Json;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Billing.Usage;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;
using SBG.Projections.Billing;

namespace SBG.Api.Billing.Invoices;

/// <summary>Reads the months that were invoiced before one: for what came late.</summary>
internal static class EarlierMonths
{
    /// <summary>The facts with the earlier months of which more is known than their invoices knew, and their plans: mostly none, and nothing is read then.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="facts">The month whose invoice is drawn.</param>
    /// <param name="closed">The fiscal years that are closed.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<InvoiceFacts> Now(IDocumentSession session, InvoiceFacts facts, IReadOnlyList<FiscalYearClosing> closed, CancellationToken stop)
    {
        if (await LateFacts.Months(session, facts, closed, stop) is not [var first, ..] late)
        {
            return facts;
        }

        var invoices = await Issued(session, first, facts.Month, stop);
        var held = await session.SeatsHeldIn(new(first.In(facts.Zone).From, facts.Month.In(facts.Zone).From), stop);
        var seats = await WithBooked(session, held, invoices, stop);
        var orders = await WithBooked(session, await session.OrdersChargedIn(new(first.In(facts.Zone).From, facts.Month.In(facts.Zone).From), stop), invoices, stop);
        var ledger = await UsageLedgerReader.Load(session, first.FirstDay, facts.Month.FirstDay, stop);
        var planOf = await UsageLedgerReader.Plans(session, ledger.Meters, stop);
        var plans = await Plans(session, facts, seats.Select(seat => seat.PricePlanId).Concat(planOf.Values), stop);
        var since = await LateFacts.PricedSince(session, planOf.Keys, stop);
        return facts with { Plans = plans, Earlier = [.. invoices.Where(invoice => late.Contains(invoice.Month())).Select(invoice => Month(invoice, invoices, facts with { Orders = orders }, seats, plans, Use(invoice)))] };

        // What no plan charged when the month was invoiced is not charged afterwards, however early its price begins.
        MeteredUse Use(Invoice invoice) =>
            new(ledger, planOf.Where(meter => since[meter.Key] <= invoice.Content!.RecordedThrough).ToDictionary(meter => meter.Key, meter => meter.Value));
    }

    /// <summary>The earlier months that an issued invoice adjusts, as they were known when it was issued.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="content">What the invoice says.</param>
    /// <param name="facts">The facts of its own month.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<EarlierMonth>> Then(IDocumentSession session, InvoiceContent content, InvoiceFacts facts, CancellationToken stop)
    {
        var adjusted = content.Lines.Where(line => line.Adjusts is not null).Select(line => line.Adjusts!.InvoiceId).ToHashSet();
        if (adjusted.Count == 0)
        {
            return [];
        }

        var first = content.Lines.Where(line => line.Adjusts is not null).Select(line => BillingMonth.Parse(line.Adjusts!.Period)!.Value).MinBy(month => month.FirstDay);
        var invoices = (await Issued(session, first, facts.Month, stop)).Where(invoice => invoice.Content!.RecordedThrough < content.RecordedThrough).ToArray();
        var months = new List<EarlierMonth>();
        foreach (var invoice in invoices.Where(invoice => adjusted.Contains(invoice.Id)))
        {
            var sources = Booked(invoice, invoices).Concat(content.Lines.Where(line => line.Adjusts?.InvoiceId == invoice.Id)).ToArray();
            var seats = await KnownSeats(session, sources, stop);
            var use = await KnownUse(session, invoice.Month(), sources, stop);
            var orders = await KnownOrders(session, sources, stop);
            months.Add(Month(invoice, invoices, facts with { Orders = orders }, seats, facts.Plans, use));
        }

        return months;
    }

    /// <summary>An invoiced month as all documents together knew it: its invoice, and the adjustments on later ones.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="invoice">The month's invoice.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<EarlierMonth> Booked(IDocumentSession session, Invoice invoice, CancellationToken stop)
    {
        var adjusting = JsonSerializer.Serialize(new[] { new { adjusts = new { invoiceId = invoice.Id } } });
        var later = await session.Query<Invoice>()
            .Where(other => other.Status != InvoiceStatus.Draft && other.MatchesSql("d.data #> '{content,lines}' @> ?::jsonb", adjusting)).ToListAsync(stop);
        var facts = await InvoiceFactsReader.Then(session, invoice.Content!, stop);
        var booked = Booked(invoice, later);
        var month = facts with { Seats = await KnownSeats(session, booked, stop), Use = await KnownUse(session, invoice.Month(), booked, stop), Orders = await KnownOrders(session, booked, stop), Earlier = [] };
        return new(invoice.Id, invoice.Number!, month, booked);
    }

    /// <summary>Seats as far as lines knew them: the last line that names one knew it best.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="lines">The lines, in the order of issue.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<SeatHistory>> KnownSeats(IDocumentSession session, IEnumerable<InvoicedLine> lines, CancellationToken stop)
    {
        var known = new Dictionary<Guid, int>();
        foreach (var seat in lines.SelectMany(line => line.Seats))
        {
            known[seat.AssignmentId] = seat.Changes;
        }

        var records = known.Count == 0 ? [] : await session.LoadManyAsync<SeatRecord>(stop, [.. known.Keys]);
        return [.. records.Select(record => record.Seat with { Changes = [.. record.Seat.Changes.Take(known[record.Id])] })];
    }

    /// <summary>What orders cost as far as lines knew it: the last line that names one knew it best.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="lines">The lines, in the order of issue.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<OrderCharge>> KnownOrders(IDocumentSession session, IEnumerable<InvoicedLine> lines, CancellationToken stop)
    {
        var known = new Dictionary<Guid, int>();
        foreach (var order in lines.SelectMany(line => line.Ordered?.Orders ?? []))
        {
            known[order.ChargeId] = order.Changes;
        }

        var charges = known.Count == 0 ? [] : await session.LoadManyAsync<OrderCharge>(stop, [.. known.Keys]);
        return [.. charges.Select(charge => charge.Known(known[charge.Id]))];
    }

    /// <summary>Use as far as lines knew it: the last line that names a log read it furthest.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="month">The month of the lines.</param>
    /// <param name="lines">The lines, in the order of issue.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<MeteredUse> KnownUse(IDocumentSession session, BillingMonth month, IReadOnlyCollection<InvoicedLine> lines, CancellationToken stop)
    {
        var metered = lines.Where(line => line.Meter is not null).ToArray();
        if (metered.Length == 0)
        {
            return MeteredUse.None;
        }

        var known = new Dictionary<Guid, long>();
        foreach (var log in metered.SelectMany(line => line.Logs))
        {
            known[log.LogId] = log.Version;
        }

        var ledger = await UsageLedgerReader.Load(session, month.FirstDay, month.FirstDay.AddMonths(1), stop, known);
        return new(ledger, metered.DistinctBy(line => line.Meter).ToDictionary(line => line.Meter!, line => line.PricePlanId));
    }

    // A seat that was invoiced counts also when it turns out that it was held at another time.
    private static async Task<IReadOnlyList<SeatHistory>> WithBooked(
        IDocumentSession session, IReadOnlyList<SeatHistory> held, IEnumerable<Invoice> invoices, CancellationToken stop)
    {
        var known = held.Select(seat => seat.AssignmentId).ToHashSet();
        Guid[] missing = [.. invoices.SelectMany(invoice => invoice.Content!.Lines).SelectMany(line => line.Seats).Select(seat => seat.AssignmentId).Distinct().Where(id => !known.Contains(id))];
        var records = missing.Length == 0 ? [] : await session.LoadManyAsync<SeatRecord>(stop, missing);
        return [.. held, .. records.Select(record => record.Seat)];
    }

    private static async Task<IReadOnlyList<OrderCharge>> WithBooked(
        IDocumentSession session, IReadOnlyList<OrderCharge> charged, IEnumerable<Invoice> invoices, CancellationToken stop)
    {
        var known = charged.Select(order => order.Id).ToHashSet();
        Guid[] missing =
        [
            .. invoices.SelectMany(invoice => invoice.Content!.Lines).SelectMany(line => line.Ordered?.Orders ?? []).Select(order => order.ChargeId).Distinct().Where(id => !known.Contains(id)),
        ];
        return missing.Length == 0 ? charged : [.. charged, .. await session.LoadManyAsync<OrderCharge>(stop, missing)];
    }

    // What was booked of a month stands in its invoice and in those of later months.
    private static async Task<IReadOnlyList<Invoice>> Issued(IDocumentSession session, BillingMonth from, BillingMonth before, CancellationToken stop)
    {
        var (first, end) = (from.ToString(), before.ToString());
        return await session.Query<Invoice>()
            .Where(invoice => invoice.Status != InvoiceStatus.Draft && invoice.MatchesSql("d.period >= ? and d.period < ?", first, end)).OrderBy(invoice => invoice.Period).ToListAsync(stop);
    }

    private static ImmutableArray<InvoicedLine> Booked(Invoice invoice, IEnumerable<Invoice> invoices) =>
    [
        .. invoice.Content!.Lines.Where(line => line.Adjusts is null),
        .. invoices.Where(other => other.Id != invoice.Id).OrderBy(other => other.Content!.RecordedThrough)
            .SelectMany(other => other.Content!.Lines.Where(line => line.Adjusts?.InvoiceId == invoice.Id)),
    ];

    private static EarlierMonth Month(
        Invoice invoice, IReadOnlyCollection<Invoice> invoices, InvoiceFacts facts, IReadOnlyCollection<SeatHistory> seats, IReadOnlyDictionary<Guid, PricePlan> plans, MeteredUse use)
    {
        var basis = invoice.Content!.Basis;
        var known = basis.Plans.ToDictionary(plan => plan.PricePlanId, plan => plan.Versions);
        return new(invoice.Id, invoice.Number!, facts with
        {
            Month = invoice.Month(),
            TimeZone = invoice.Content.TimeZone,
            Seats = seats,
            Plans = plans.ToDictionary(plan => plan.Key, plan => plan.Value with { Versions = [.. plan.Value.Versions.Take(known.GetValueOrDefault(plan.Key, int.MaxValue))] }),
            Agreement = facts.Agreement is null || basis.AgreementVersions == 0 ? null : facts.Agreement with { Versions = [.. facts.Agreement.Versions.Take(basis.AgreementVersions)] },
            Use = use,
            Earlier = [],
        }, Booked(invoice, invoices));
    }

    private static async Task<IReadOnlyDictionary<Guid, PricePlan>> Plans(IDocumentSession session, InvoiceFacts facts, IEnumerable<Guid> named, CancellationToken stop)
    {
        Guid[] missing = [.. named.Distinct().Where(id => !facts.Plans.ContainsKey(id))];
        var more = missing.Length == 0 ? [] : await session.ForTenant(Tenant.Provider).LoadManyAsync<PricePlan>(stop, missing);
        return facts.Plans.Values.Concat(more).ToDictionary(plan => plan.Id);
    }
}
