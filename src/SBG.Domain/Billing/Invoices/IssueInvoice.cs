using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Issue an invoice: from then on it never changes.</summary>
/// <param name="Number">The next of its fiscal year, taken in the same transaction.</param>
/// <param name="IssuedOn">The day in Québec.</param>
/// <param name="ContentHash">SHA-256 of the content as it is stored.</param>
public sealed record IssueInvoice(string Number, DateOnly IssuedOn, string ContentHash)
{
    /// <summary>What the numbers of invoices begin with.</summary>
    public const string Series = "FAC";

    /// <summary>It was issued already.</summary>
    public static readonly Refusal AlreadyIssued = new("billing/already-issued");

    /// <summary>What stands in the way.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="drawn">What it would say.</param>
    public static Refusal? Hindrance(Invoice invoice, DrawnInvoice drawn) =>
        invoice.Status != InvoiceStatus.Draft ? AlreadyIssued : drawn.Obstacles is [var first, ..] ? first : null;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="drawn">What it says.</param>
    public static Decision<Invoice> Decide(IssueInvoice command, Invoice invoice, DrawnInvoice drawn) =>
        Hindrance(invoice, drawn) is { } hindrance
            ? hindrance
            : new InvoiceIssued(command.Number, command.IssuedOn, command.IssuedOn.AddDays(drawn.Content!.Supplier.PaymentDays), drawn.Content, command.ContentHash);
}
