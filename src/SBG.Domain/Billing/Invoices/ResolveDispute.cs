using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Answer a dispute.</summary>
/// <param name="LineId">The contested line.</param>
/// <param name="Outcome">Who is right.</param>
/// <param name="Answer">Why.</param>
public sealed record ResolveDispute(Guid LineId, DisputeOutcome Outcome, Sealed<string> Answer)
{
    /// <summary>The line is not contested.</summary>
    public static readonly Refusal NotDisputed = new("billing/line-not-disputed");

    /// <summary>What stands in the way whatever is asked.</summary>
    /// <param name="invoice">The invoice.</param>
    public static Refusal? Hindrance(Invoice invoice) => invoice.Status == InvoiceStatus.Disputed ? null : NotDisputed;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="invoice">The invoice.</param>
    public static Decision<Invoice> Decide(ResolveDispute command, Invoice invoice) =>
        invoice.Disputes.Any(dispute => dispute.LineId == command.LineId && dispute.Outcome is null)
            ? new InvoiceDisputeResolved(command.LineId, command.Outcome, command.Answer)
            : NotDisputed;
}
