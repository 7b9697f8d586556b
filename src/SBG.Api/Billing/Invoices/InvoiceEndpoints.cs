using Marten;
using NodaTime;
using SBG.Api.Billing.Documents;
using SBG.Api.Billing.Usage;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>Invoices of a client: begin, read, issue, settle, replay.</summary>
public static class InvoiceEndpoints
{
    internal const string Path = "/v1/clients/{clientId}/invoices";

    internal static readonly string[] Readers = [Role.Finance, Role.ClientManager, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Draft).Creates<InvoiceView>("DraftInvoice", "Begins the invoice of a month; until it is issued it says what is true at the time.", Role.Finance);
        routes.MapGet(Path, List).Lists<InvoiceView>("ListInvoices", "Invoices of the client, the latest month first.", Readers);
        routes.MapResource<InvoiceView>(
            Path + "/{invoiceId:guid}", Get, "GetInvoice", "An invoice: JSON, or by `Accept` the document that people read (PDF, tagged, in French) once it is issued.", Readers)
            .Produces(StatusCodes.Status200OK, contentType: InvoiceDocument.MediaType);
        routes.MapPost(Path + "/{invoiceId:guid}/issue", Issue)
            .Changes<InvoiceView>("IssueInvoice", "Issues the invoice: it gets the next number of its fiscal year and never changes from then on.", Role.Finance);
        routes.MapPost(Path + "/{invoiceId:guid}/settle", Settle).Changes<InvoiceView>("SettleInvoice", "Notes that what is due was paid or charged internally.", Role.Finance);
        routes.MapGet(Path + "/{invoiceId:guid}/history", History)
            .Lists<HistoryEntry>("GetInvoiceHistory", "Replay the invoice: every event and what it changed, the first first.", Readers);
    }

    private static Task<IResult> Draft(string clientId, DraftInvoiceBody body, Recorder recorder, InvoiceRendering rendering, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
            var id = Invoice.StreamOf(clientId, body.Month);
            var invoice = await session.Fetch<Invoice>(id, stop) ?? session.New<Invoice>(id);
            var current = BillingMonth.Of(recorder.Now, DateTimeZoneProviders.Tzdb[client.TimeZone]);
            Recorder.Demand(invoice.Record(DraftInvoice.Decide(new(clientId, body.Month), invoice.State, current), recorder.Now));
            return Answer.Created(await rendering.View(invoice.State!, stop), invoice.Version, $"/v1/clients/{clientId}/invoices/{id}");
        }, stop);

    private static Task<IResult> Issue(string clientId, Guid invoiceId, Recorder recorder, InvoiceRendering rendering, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            await UsageKeys.TakeTurn(session, clientId, stop);
            var invoice = await recorder.Fetch<Invoice>(session, invoiceId, stop);
            Recorder.Demand(invoice.State!.Status == InvoiceStatus.Draft ? null : IssueInvoice.AlreadyIssued);
            var drawn = await InvoiceIssue.Draw(session, clientId, invoice.State.Month(), recorder.Now, stop);
            Recorder.Demand(await InvoiceIssue.Take(session, invoice, drawn, recorder.Now, stop));
            return Answer.Ok(await rendering.View(invoice.State!, stop), invoice.Version);
        }, stop);

    private static Task<IResult> Settle(string clientId, Guid invoiceId, SettleInvoiceBody body, Recorder recorder, InvoiceRendering rendering, CancellationToken stop) =>
        recorder.Change<Invoice, InvoiceView>(
            clientId, invoiceId, invoice => SettleInvoice.Decide(new(body.On), invoice, LocalDay.Of(recorder.Now, FiscalYear.Zone)), invoice => rendering.View(invoice, stop), stop);

    private static Task<IResult> Get(
        string clientId, Guid invoiceId, [AsParameters] Moment moment, HttpContext context, IDocumentStore store, Reading reading, InvoiceRendering rendering, CancellationToken stop) =>
        context.Request.Prefers(InvoiceDocument.MediaType)
            ? Document(clientId, invoiceId, store, stop)
            : reading.One<Invoice, InvoiceView>(clientId, invoiceId, moment, invoice => rendering.View(invoice, stop), stop);

    // An issued invoice never changes, and the same invoice is the same document to the byte.
    private static async Task<IResult> Document(string clientId, Guid invoiceId, IDocumentStore store, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        return await session.LoadAsync<Invoice>(invoiceId, stop) switch
        {
            null => Problem.Of("resource/not-found"),
            { Number: { } number, IssuedOn: { } issued, DueOn: { } due, Content: { } content } => Results.Bytes(InvoiceDocument.Write(number, issued, due, content), InvoiceDocument.MediaType, number + ".pdf"),
            _ => Problem.Of(SettleInvoice.NotIssued),
        };
    }

    private static Task<IResult> List(
        string clientId, [AsParameters] Paging paging, InvoiceStatus? status, Reading reading, InvoiceRendering rendering, CancellationToken stop) =>
        reading.Page<Invoice, InvoiceView>(
            clientId, paging, invoices => status is { } wanted ? invoices.Where(invoice => invoice.Status == wanted) : invoices, invoice => rendering.View(invoice, stop), stop);

    private static Task<IResult> History(string clientId, Guid invoiceId, [AsParameters] Paging paging, Histories histories, CancellationToken stop) =>
        histories.Page<Invoice>(clientId, invoiceId, paging, stop);
}
