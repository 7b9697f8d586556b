using System.Collections.Immutable;
using System.Text.Json;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>An issued invoice with every event that it rests on: enough to compute it again without the service (<c>ops/recompute.py</c>).</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="ContentHash">SHA-256 that was stored with it.</param>
/// <param name="Content">What it says, as it is stored.</param>
/// <param name="Months">By month: its own, and those that it adjusts.</param>
/// <param name="Seats">The seats behind its lines.</param>
/// <param name="Logs">The usage logs behind its lines.</param>
/// <param name="Orders">What is charged of the orders behind its lines, as far as the invoice knew it.</param>
public sealed record InvoiceExportView(
    Guid InvoiceId,
    string Number,
    string ContentHash,
    JsonElement Content,
    ImmutableSortedDictionary<string, Period> Months,
    ImmutableArray<ExportedSeatView> Seats,
    ImmutableArray<ExportedLogView> Logs,
    ImmutableArray<OrderCharge> Orders);

/// <summary>A seat behind an invoice.</summary>
/// <param name="AssignmentId">The seat.</param>
/// <param name="Changes">What happened to it, in the order of recording.</param>
public sealed record ExportedSeatView(Guid AssignmentId, ImmutableArray<SeatChange> Changes);

/// <summary>A usage log behind an invoice.</summary>
/// <param name="LogId">The log.</param>
/// <param name="Meter">The key of its meter.</param>
/// <param name="Aggregation">How its reports become one number.</param>
/// <param name="Day">Its day in the client's zone.</param>
/// <param name="Events">As far as the invoice read it.</param>
public sealed record ExportedLogView(Guid LogId, string Meter, Aggregation Aggregation, DateOnly Day, ImmutableArray<ExportedEventView> Events);

/// <summary>An event of usage as it is stored.</summary>
/// <param name="Version">Its place in the log.</param>
/// <param name="Type">Its stored name.</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
/// <param name="Data">What it says.</param>
public sealed record ExportedEventView(long Version, string Type, DateTimeOffset RecordedAt, JsonElement Data);

/// <summary>Gives an invoice away with its events.</summary>
public static class InvoiceExportEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(InvoiceEndpoints.Path + "/{invoiceId:guid}/export", Get).Reads<InvoiceExportView>(
            "ExportInvoice", "An issued invoice with every event that it rests on, to compute it again without the service.", InvoiceEndpoints.Readers);

    private static async Task<IResult> Get(string clientId, Guid invoiceId, IDocumentStore store, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        if (await session.LoadAsync<Invoice>(invoiceId, stop) is not { } invoice)
        {
            return Problem.Of("resource/not-found");
        }

        if (invoice is not { Content: { } content, Number: { } number, ContentHash: { } hash })
        {
            return Problem.Of(SettleInvoice.NotIssued);
        }

        var seats = content.Lines.SelectMany(line => line.Seats).GroupBy(seat => seat.AssignmentId).Select(seat => seat.MaxBy(one => one.Changes)).ToArray();
        var known = await InvoiceSources.Seats(session, seats, stop);
        var logs = new List<ExportedLogView>();
        foreach (var log in content.Lines.SelectMany(line => line.Logs).GroupBy(log => log.LogId).Select(log => log.MaxBy(one => one.Version)))
        {
            var events = await session.Events.FetchStreamAsync(log.LogId, log.Version, token: stop);
            var first = (UsageReceived)events[0].Data;
            logs.Add(new(
                log.LogId,
                first.Meter,
                first.Aggregation,
                log.Day,
                [.. events.Select(e => new ExportedEventView(e.Version, e.EventTypeName, e.Timestamp.ToUniversalTime(), JsonSerializer.SerializeToElement(e.Data, e.Data.GetType(), StoreJson.Options)))]));
        }

        var zone = NodaTime.DateTimeZoneProviders.Tzdb[content.TimeZone];
        var months = content.Lines.Select(line => line.Adjusts?.Period ?? content.Period).Append(content.Period).Distinct();
        return Answer.Ok(new InvoiceExportView(
            invoiceId,
            number,
            hash,
            JsonSerializer.SerializeToElement(content, StoreJson.Options),
            months.ToImmutableSortedDictionary(month => month, month => BillingMonth.Parse(month)!.Value.In(zone)),
            [.. known.Values.OrderBy(seat => seat.AssignmentId).Select(seat => new ExportedSeatView(seat.AssignmentId, seat.Changes))],
            [.. logs],
            [.. (await InvoiceSources.Orders(session, [.. content.Lines.SelectMany(line => line.Ordered?.Orders ?? [])], stop)).Values.OrderBy(order => order.Id)]));
    }
}
