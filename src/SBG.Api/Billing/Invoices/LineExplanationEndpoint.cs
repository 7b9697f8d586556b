using System.Collections.Immutable;
using System.Globalization;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>How a line of an issued invoice came about: all that is needed to do it again with a calculator.</summary>
/// <param name="Line">The line with every step of its arithmetic.</param>
/// <param name="Price">The version of the plan that was applied, as it was.</param>
/// <param name="DiscountPercent">What the client's agreement took off; absent without one.</param>
/// <param name="MonthlyCap">What the plan cost at most in the month; absent without a cap.</param>
/// <param name="Rounding"><c>halfAwayFromZero</c>, once, to the cent.</param>
/// <param name="Seats">This page's stretches of seats; their seconds over all pages add up to the quantity.</param>
/// <param name="Reports">This page's reports of use, as they read when the line was computed.</param>
/// <param name="Orders">This page's orders; their units over all pages add up to the quantity.</param>
/// <param name="NextCursor">Where to go on; absent on the last page.</param>
public sealed record LineExplanationView(
    InvoicedLineView Line,
    PriceVersionView Price,
    decimal? DiscountPercent,
    Money? MonthlyCap,
    string Rounding,
    ImmutableArray<SeatUseView> Seats,
    ImmutableArray<ChargedReportView> Reports,
    ImmutableArray<ChargedOrderView> Orders,
    string? NextCursor);

/// <summary>A report of use behind a line.</summary>
/// <param name="Source">Who told it.</param>
/// <param name="Id">Its name among all of the source.</param>
/// <param name="Day">The day in the client's zone.</param>
/// <param name="Time">When it happened (UTC).</param>
/// <param name="Value">Of the meter's unit; absent where only the report counts.</param>
/// <param name="Dimension">The cost centre that bears it.</param>
/// <param name="Amended">Whether it was amended before the line was computed.</param>
public sealed record ChargedReportView(string Source, string Id, DateOnly Day, DateTimeOffset Time, decimal? Value, string? Dimension, bool Amended);

/// <summary>An order behind a line: the line of a request that was delivered, at the prices of the version that was ordered.</summary>
/// <param name="OrderId">The provisioning order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="RequestNumber">What people call it.</param>
/// <param name="LineId">Its line.</param>
/// <param name="DeliveredAt">When it was delivered (UTC).</param>
/// <param name="EndedAt">When it was given up (UTC); absent while it was held as far as the line knew.</param>
/// <param name="Units">How often the price was due, or for how many seconds times how often; a decimal string.</param>
public sealed record ChargedOrderView(Guid OrderId, Guid RequestId, string RequestNumber, Guid LineId, DateTimeOffset DeliveredAt, DateTimeOffset? EndedAt, string Units);

/// <summary>Explains a line, whatever became of the offer, the price and the seats since.</summary>
public static class LineExplanationEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(InvoiceEndpoints.Path + "/{invoiceId:guid}/lines/{lineId:guid}/explanation", Get).Reads<LineExplanationView>(
            "ExplainInvoiceLine", "How a line of an issued invoice came about: arithmetic, price, agreement, and page by page all seats, reports or orders behind it.", InvoiceEndpoints.Readers);

    private static async Task<IResult> Get(string clientId, Guid invoiceId, Guid lineId, [AsParameters] Paging paging, IDocumentStore store, CancellationToken stop)
    {
        if (Place.Read(paging.Cursor) is not { } from)
        {
            return Problem.Of("request/bad-cursor");
        }

        await using var session = store.QuerySession(clientId);
        if (await session.LoadAsync<Invoice>(invoiceId, stop) is not { } invoice || invoice.Line(lineId) is not { } line)
        {
            return Problem.Of("resource/not-found");
        }

        var limit = paging.Limit ?? Paging.DefaultLimit;
        var (seats, next) = await Seats(session, line, from, limit, stop);
        IEnumerable<ChargedReportView> reports = [];
        IEnumerable<ChargedOrderView> orders = [];
        if (line.Ordered is { } ordered)
        {
            (orders, next) = await Orders(session, ordered, from, limit, stop);
        }
        else if (line.PoolId is null)
        {
            (reports, next) = await Reports(session, line, from, limit, stop);
        }

        return Answer.Ok(new LineExplanationView(
            InvoicedLineView.Of(line),
            PriceVersionView.Of(line.Price),
            line.Agreed?.DiscountPercent,
            line.Agreed?.MonthlyCap,
            "halfAwayFromZero",
            [.. seats],
            [.. reports],
            [.. orders],
            next?.Write()));
    }

    private static async Task<(IEnumerable<SeatUseView> Seats, Place? Next)> Seats(IQuerySession session, InvoicedLine line, Place from, int limit, CancellationToken stop)
    {
        var page = line.Seats.Skip(from.Source).Take(limit).ToArray();
        var known = await InvoiceSources.Seats(session, page, stop);
        Period time = new(line.From, line.Until);
        return (
            page.SelectMany(seat => SeatTime.Within(known[seat.AssignmentId], time)).Select(SeatUseView.Of).ToArray(),
            from.Source + page.Length < line.Seats.Length ? new(from.Source + page.Length, 0) : null);
    }

    private static async Task<(IEnumerable<ChargedOrderView> Orders, Place? Next)> Orders(
        IQuerySession session, InvoicedOrders ordered, Place from, int limit, CancellationToken stop)
    {
        var page = ordered.Orders.Skip(from.Source).Take(limit).ToArray();
        var known = await InvoiceSources.Orders(session, page, stop);
        var per = ordered.Kind == OrderedKind.Monthly ? TimeSpan.TicksPerSecond : 1m;
        return (
            page.Select(order => (Charge: known[order.ChargeId], order.Units)).Select(order => new ChargedOrderView(
                order.Charge.OrderId, order.Charge.RequestId, order.Charge.RequestNumber, order.Charge.LineId, order.Charge.From,
                order.Charge.Changes.FirstOrDefault(change => change.Prices.IsEmpty)?.At, InvoiceContentView.Plain(order.Units / per))).ToArray(),
            from.Source + page.Length < ordered.Orders.Length ? new(from.Source + page.Length, 0) : null);
    }

    private static async Task<(IEnumerable<ChargedReportView> Reports, Place? Next)> Reports(
        IQuerySession session, InvoicedLine line, Place from, int limit, CancellationToken stop)
    {
        var found = new List<ChargedReportView>(limit);
        for (var n = from.Source; n < line.Logs.Length; n++)
        {
            var log = line.Logs[n];
            var reports = await InvoiceSources.Reports(session, log, stop);
            for (var m = n == from.Source ? from.Within : 0; m < reports.Count; m++)
            {
                if (found.Count == limit)
                {
                    return (found, new(n, m));
                }

                var entry = reports[m].Entry;
                found.Add(new(entry.Source, entry.Id, log.Day, entry.Time, entry.Value, entry.Dimension, reports[m].Amended is not null));
            }
        }

        return (found, null);
    }

    /// <summary>Where a page begins: a seat or a log, and a report within the log.</summary>
    private readonly record struct Place(int Source, int Within)
    {
        public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Source}.{Within}");

        public static Place? Read(string? cursor)
        {
            var parts = (cursor ?? "0.0").Split('.');
            return parts is [var source, var within]
                && int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && int.TryParse(within, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
                    ? new(first, second)
                    : null;
        }
    }
}
