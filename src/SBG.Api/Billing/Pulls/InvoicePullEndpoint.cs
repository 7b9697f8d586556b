using System.Globalization;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Pulls;

/// <summary>Finance's pull of invoices: all that were issued, of all clients, in the order of issue.</summary>
public static class InvoicePullEndpoint
{
    private static readonly string[] Types = ["invoice_issued"];

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/billing/invoices", Pull)
            .Lists<PulledInvoice>(
                "PullInvoices",
                "Issued invoices of all clients in the order of issue: keep the last cursor and go on from it. JSON, or CSV by `Accept` with a row for each line and tax.",
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
        PulledInvoice[] invoices = [.. events.Select(PulledInvoice.Of)];
        return CsvTable.IsWanted(context.Request)
            ? InvoiceTable.Of(invoices, columns ?? InvoiceColumns.Own, dialect ?? CsvDialect.Plain).Answer()
            : Answer.Ok(new Page<PulledInvoice>(invoices, next));
    }
}
