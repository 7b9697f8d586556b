using Marten;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>The one way in which an invoice is issued: by a command and by a closing.</summary>
internal static class InvoiceIssue
{
    /// <summary>Computes what an invoice says now.</summary>
    /// <param name="session">The session, which has taken the turn of the client's usage: what is taken in meanwhile waits, so that every log is read as far as it goes.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="month">The month.</param>
    /// <param name="now">When it is issued (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<DrawnInvoice> Draw(IDocumentSession session, string clientId, BillingMonth month, DateTimeOffset now, CancellationToken stop) =>
        DrawnInvoice.Of(await InvoiceFactsReader.Now(session, clientId, month, now, stop));

    /// <summary>Takes the invoice's number, and the decision into the transaction.</summary>
    /// <param name="session">The session by which it was drawn.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="drawn">What it says.</param>
    /// <param name="now">When it is issued (UTC).</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>What stands in the way; null when it is issued.</returns>
    public static async Task<Refusal?> Take(IDocumentSession session, Writing<Invoice> invoice, DrawnInvoice drawn, DateTimeOffset now, CancellationToken stop)
    {
        var state = invoice.State!;
        if (IssueInvoice.Hindrance(state, drawn) is { } hindrance)
        {
            return hindrance;
        }

        var number = await InvoiceNumbers.Next(session, IssueInvoice.Series, FiscalYear.Of(now), stop);
        var command = new IssueInvoice(number, LocalDay.Of(now, FiscalYear.Zone), InvoiceJson.Hash(drawn.Content!));
        return invoice.Record(IssueInvoice.Decide(command, state, drawn), now, new(Versions: Versions(drawn.Content!)));
    }

    private static string Versions(InvoiceContent content) =>
        string.Join(';', content.Basis.Plans.Select(plan => $"price-plan/{plan.PricePlanId}={plan.Versions}").Append($"price-agreement={content.Basis.AgreementVersions}"));
}
