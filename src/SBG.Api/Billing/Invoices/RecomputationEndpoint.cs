using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>An issued invoice computed again from the facts that were known when it was issued.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="CountedThrough">Its event-time bound (UTC).</param>
/// <param name="RecordedThrough">Its record-time bound (UTC).</param>
/// <param name="ContentHash">SHA-256 that was stored with it.</param>
/// <param name="StoredHash">SHA-256 of the content as it is stored now: another one than the first when it was altered.</param>
/// <param name="RecomputedHash">SHA-256 of the content computed again; absent when the facts no longer give an invoice.</param>
/// <param name="IsIdentical">Whether all three are the same, to the byte.</param>
/// <param name="Recomputed">What the facts say.</param>
public sealed record RecomputationView(
    Guid InvoiceId,
    string Number,
    DateTimeOffset CountedThrough,
    DateTimeOffset RecordedThrough,
    string ContentHash,
    string StoredHash,
    string? RecomputedHash,
    bool IsIdentical,
    InvoiceContentView? Recomputed);

/// <summary>Proves that an invoice follows from its facts.</summary>
public static class RecomputationEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(InvoiceEndpoints.Path + "/{invoiceId:guid}/recomputation", Get).Reads<RecomputationView>(
            "RecomputeInvoice", "Computes an issued invoice again as of its record-time bound and compares it to the byte.", Role.Finance, Role.Auditor);

    private static async Task<IResult> Get(string clientId, Guid invoiceId, IDocumentStore store, CancellationToken stop)
    {
        await using var session = store.LightweightSession(clientId);
        if (await session.LoadAsync<Invoice>(invoiceId, stop) is not { } invoice)
        {
            return Problem.Of("resource/not-found");
        }

        if (invoice is not { Content: { } content, Number: { } number, ContentHash: { } kept })
        {
            return Problem.Of(SettleInvoice.NotIssued);
        }

        var again = DrawnInvoice.Of(await InvoiceFactsReader.Then(session, content, stop)).Content;
        var isSame = again is not null && InvoiceJson.Bytes(again).AsSpan().SequenceEqual(InvoiceJson.Bytes(content));
        var stored = InvoiceJson.Hash(content);
        return Answer.Ok(new RecomputationView(
            invoiceId,
            number,
            content.Through,
            content.RecordedThrough,
            kept,
            stored,
            again is null ? null : InvoiceJson.Hash(again),
            isSame && stored == kept,
            again is null ? null : InvoiceContentView.Of(again)));
    }
}
