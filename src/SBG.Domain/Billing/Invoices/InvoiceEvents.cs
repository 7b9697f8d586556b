using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>An invoice of a client's month was begun; until it is issued, it says what is true at the time.</summary>
/// <param name="InvoiceId">Derived from client and month: there is one.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
[StoredAs("invoice_drafted")]
public sealed record InvoiceDrafted(Guid InvoiceId, string ClientId, string Period) : EventOf<Invoice>;

/// <summary>The invoice was issued: it never changes from then on.</summary>
/// <param name="Number">Without gaps within its fiscal year, e.g. <c>FAC-2026-2027-000123</c>.</param>
/// <param name="IssuedOn">The day in Québec.</param>
/// <param name="DueOn">The day by which it is due.</param>
/// <param name="Content">What it says.</param>
/// <param name="ContentHash">SHA-256 of the content as it is stored, lower-case hexadecimal.</param>
[StoredAs("invoice_issued")]
public sealed record InvoiceIssued(string Number, DateOnly IssuedOn, DateOnly DueOn, InvoiceContent Content, string ContentHash) : EventOf<Invoice>;

/// <summary>What is due was paid or charged internally.</summary>
/// <param name="On">The day.</param>
[StoredAs("invoice_settled")]
public sealed record InvoiceSettled(DateOnly On) : EventOf<Invoice>;

/// <summary>The client contests a line.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Reason">Why; personal data may be in it.</param>
[StoredAs("invoice_line_disputed")]
public sealed record InvoiceLineDisputed(Guid LineId, Sealed<string> Reason) : EventOf<Invoice>;

/// <summary>The provider answered a dispute.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Outcome">Whether the client is right; a credit note then follows by itself.</param>
/// <param name="Answer">Why; personal data may be in it.</param>
[StoredAs("invoice_dispute_resolved")]
public sealed record InvoiceDisputeResolved(Guid LineId, DisputeOutcome Outcome, Sealed<string> Answer) : EventOf<Invoice>;

/// <summary>Who was right about a line.</summary>
public enum DisputeOutcome
{
    /// <summary>The client: something is to be credited.</summary>
    Upheld,

    /// <summary>The provider: the line stands.</summary>
    Rejected,
}
