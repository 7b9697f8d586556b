using System.Collections.Immutable;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>Credit and debit notes on an issued invoice.</summary>
public static class NoteEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(InvoiceEndpoints.Path + "/{invoiceId:guid}/credit-notes", Credit)
            .Changes<InvoiceView>("IssueCreditNote", "Credits part or all of what is left of an issued invoice; wholly credited, it is void.", Role.Finance);
        routes.MapPost(InvoiceEndpoints.Path + "/{invoiceId:guid}/debit-notes", Debit)
            .Changes<InvoiceView>("IssueDebitNote", "Charges more for lines of an issued invoice.", Role.Finance);
    }

    private static async Task<IResult> Credit(
        string clientId, Guid invoiceId, IssueCreditNoteBody body, Recorder recorder, InvoiceRendering rendering, Vault vault, CancellationToken stop)
    {
        var (reason, lines) = (await vault.Seal(recorder.Actor.Subject, body.Reason, stop), body.Lines is null ? (ImmutableArray<NotedLine>?)null : Lines(body.Lines));
        return await Note(clientId, invoiceId, IssueCreditNote.Series, recorder, rendering, invoice => IssueCreditNote.Flaw(lines, invoice),
            (number, day, invoice) => IssueCreditNote.Decide(new(recorder.NewId(), number, day, lines, reason), invoice), stop);
    }

    private static async Task<IResult> Debit(
        string clientId, Guid invoiceId, IssueDebitNoteBody body, Recorder recorder, InvoiceRendering rendering, Vault vault, CancellationToken stop)
    {
        var (reason, lines) = (await vault.Seal(recorder.Actor.Subject, body.Reason, stop), Lines(body.Lines));
        return await Note(clientId, invoiceId, IssueDebitNote.Series, recorder, rendering, invoice => IssueDebitNote.Flaw(lines, invoice),
            (number, day, invoice) => IssueDebitNote.Decide(new(recorder.NewId(), number, day, lines, reason), invoice), stop);
    }

    private static Task<IResult> Note(
        string clientId, Guid invoiceId, string series, Recorder recorder, InvoiceRendering rendering,
        Func<Invoice, Refusal?> flaw, Func<string, DateOnly, Invoice, Decision<Invoice>> decide, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            await session.BeginTransactionAsync(stop);
            var invoice = await recorder.Fetch<Invoice>(session, invoiceId, stop);
            Recorder.Demand(flaw(invoice.State!));
            var number = await InvoiceNumbers.Next(session, series, FiscalYear.Of(recorder.Now), stop);
            Recorder.Demand(invoice.Record(decide(number, LocalDay.Of(recorder.Now, FiscalYear.Zone), invoice.State!), recorder.Now));
            return Answer.Ok(await rendering.View(invoice.State!, stop), invoice.Version);
        }, stop);

    private static ImmutableArray<NotedLine> Lines(IEnumerable<NotedLineBody> lines) => [.. lines.Select(line => new NotedLine(line.LineId, line.Amount))];
}
