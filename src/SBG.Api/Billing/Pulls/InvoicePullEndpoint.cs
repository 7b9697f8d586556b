using System.Globalization;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Pulls;

/// <summary>Finance's pull of invoices: all that were issued, of all clients, in the order of issue.</summary>
public static class InvoicePullEndpoint
{
    private static readonly string[] Types = ["invoice_issued", "credit_note_issued", "debit_note_issued"];

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/billing/invoices", Pull)
            .Lists<PulledInvoice>(
                "PullInvoices",
                "Issued invoices of all clients, and credit and debit notes on them, in the order of issue: keep the last cursor and go on from it. JSON, or CSV by `Accept` with a row for each part of a line and of a tax; credits are negative there, so that the rows of a month add up to what is left.",
                Role.Finance)
            .Produces(StatusCodes.Status200OK, contentType: CsvTable.MediaType);

    private static async Task<IResult> Pull(
        [AsParameters] Paging paging, CsvDialect? dialect, InvoiceColumns? columns, HttpContext context, BillingLog log, CancellationToken stop)
    {
        if (!long.TryParse(paging.Cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var after) || after == long.MaxValue)
        {
            throw new ProblemException("request/bad-cursor");
        }

        var events = await log.Read(Types, after + 1, paging.Limit ?? Paging.DefaultLimit, stop);
        var next = (events is [.., var last] ? last.Sequence : after).ToString(CultureInfo.InvariantCulture);
        context.LinkNext(next);
        var invoices = await log.Invoices([.. events.Select(e => e.StreamId).Distinct()], stop);
        PulledDocument[] documents = [.. events.Select(e => PulledDocument.Of(e, invoices[e.StreamId]))];
        return CsvTable.IsWanted(context.Request)
            ? InvoiceTable.Of(documents, columns ?? InvoiceColumns.Own, dialect ?? CsvDialect.Plain).Answer()
            : Answer.Ok(new Page<PulledInvoice>([.. documents.Select(document => document.Pulled)], next));
    }
}
