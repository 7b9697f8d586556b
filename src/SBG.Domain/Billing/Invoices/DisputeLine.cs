using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Contest a line of an issued invoice.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Reason">Why.</param>
public sealed record DisputeLine(Guid LineId, Sealed<string> Reason)
{
    /// <summary>The invoice has no such line.</summary>
    public static readonly Refusal UnknownLine = new("billing/unknown-line");

    /// <summary>The line is contested already.</summary>
    public static readonly Refusal AlreadyDisputed = new("billing/line-disputed");

    /// <summary>What stands in the way whatever is asked.</summary>
    /// <param name="invoice">The invoice.</param>
    public static Refusal? Hindrance(Invoice invoice) => invoice.Status switch
    {
        InvoiceStatus.Draft => SettleInvoice.NotIssued,
        InvoiceStatus.Credited => IssueCreditNote.NothingLeft,
        _ => null,
    };

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="invoice">The invoice.</param>
    public static Decision<Invoice> Decide(DisputeLine command, Invoice invoice) =>
        Hindrance(invoice) is { } hindrance ? hindrance
        : invoice.Line(command.LineId) is null ? UnknownLine
        : invoice.Disputes.Any(dispute => dispute.LineId == command.LineId && dispute.Outcome is null) ? AlreadyDisputed
        : new InvoiceLineDisputed(command.LineId, command.Reason);
}
