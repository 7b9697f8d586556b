using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>Lines that a client contests.</summary>
public static class DisputeEndpoints
{
    private const string Line = InvoiceEndpoints.Path + "/{invoiceId:guid}/lines/{lineId:guid}";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Line + "/dispute", Dispute).Changes<InvoiceView>("DisputeInvoiceLine", "Contests a line of an issued invoice.", Role.ClientManager);
        routes.MapPost(Line + "/resolve", Resolve)
            .Changes<InvoiceView>("ResolveInvoiceDispute", "Answers a dispute; where the client is right, a credit note is issued apart.", Role.Finance);
    }

    private static async Task<IResult> Dispute(
        string clientId, Guid invoiceId, Guid lineId, DisputeLineBody body, Recorder recorder, InvoiceRendering rendering, Vault vault, CancellationToken stop)
    {
        var command = new DisputeLine(lineId, await vault.Seal(recorder.Actor.Subject, body.Reason, stop));
        return await recorder.Change<Invoice, InvoiceView>(
            clientId, invoiceId, invoice => DisputeLine.Decide(command, invoice), invoice => rendering.View(invoice, stop), stop);
    }

    private static async Task<IResult> Resolve(
        string clientId, Guid invoiceId, Guid lineId, ResolveDisputeBody body, Recorder recorder, InvoiceRendering rendering, Vault vault, CancellationToken stop)
    {
        var command = new ResolveDispute(lineId, body.Outcome, await vault.Seal(recorder.Actor.Subject, body.Answer, stop));
        return await recorder.Change<Invoice, InvoiceView>(
            clientId, invoiceId, invoice => ResolveDispute.Decide(command, invoice), invoice => rendering.View(invoice, stop), stop);
    }
}
