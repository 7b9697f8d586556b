using JasperFx.Events;
using SBG.Api.Billing.Invoices;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Pulls;

/// <summary>An issued invoice, as finance pulls it.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Without gaps within its fiscal year.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="IssuedOn">The day of issue in Québec.</param>
/// <param name="DueOn">By when it is due.</param>
/// <param name="Content">What it says.</param>
public sealed record PulledInvoice(string ClientId, Guid InvoiceId, string Number, string Period, DateOnly IssuedOn, DateOnly DueOn, InvoiceContentView Content)
{
    internal static PulledInvoice Of(IEvent e)
    {
        var issued = (InvoiceIssued)e.Data;
        return new(e.TenantId, e.StreamId, issued.Number, issued.Content.Period, issued.IssuedOn, issued.DueOn, InvoiceContentView.Of(issued.Content));
    }

    /// <summary>One row for each line and each tax: the amounts of an invoice add up to its total.</summary>
    internal IEnumerable<(string Kind, InvoicedLineView? Line, Money Amount)> Rows() =>
    [
        .. Content.Lines.Select(line => (line.Adjusts is null ? "line" : "adjustment", (InvoicedLineView?)line, line.Amount)),
        ("tps", null, Content.Tps.Amount),
        ("tvq", null, Content.Tvq.Amount),
    ];
}
