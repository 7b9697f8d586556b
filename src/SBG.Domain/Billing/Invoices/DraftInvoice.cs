using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Begin the invoice of a client's month.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Month">The month.</param>
public sealed record DraftInvoice(string ClientId, BillingMonth Month)
{
    /// <summary>The month has not begun in the client's zone.</summary>
    public static readonly Refusal MonthToCome = new("billing/month-to-come");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The invoice of that month, if there is one: it is not begun twice.</param>
    /// <param name="current">The month that it is in the client's zone.</param>
    public static Decision<Invoice> Decide(DraftInvoice command, Invoice? existing, BillingMonth current) =>
        existing is not null ? Decision.Nothing
        : command.Month.FirstDay > current.FirstDay ? MonthToCome.With("month", command.Month)
        : new InvoiceDrafted(Invoice.StreamOf(command.ClientId, command.Month), command.ClientId, command.Month.ToString());
}
