using System.ComponentModel.DataAnnotations;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>The invoice of a month to begin.</summary>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
public sealed record DraftInvoiceBody([RegularExpression(DraftInvoiceBody.MonthForm)] string Period)
{
    /// <summary>The form of a month.</summary>
    public const string MonthForm = @"^2\d{3}-(0[1-9]|1[0-2])$";

    internal BillingMonth Month => BillingMonth.Parse(Period)!.Value;
}

/// <summary>What is due was paid or charged internally.</summary>
/// <param name="On">The day, from the issue to today.</param>
public sealed record SettleInvoiceBody(DateOnly On);

/// <summary>A line to contest.</summary>
/// <param name="Reason">Why.</param>
public sealed record DisputeLineBody([StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>The answer to a dispute.</summary>
/// <param name="Outcome">Who is right; where the client is, a credit note is issued apart.</param>
/// <param name="Answer">Why.</param>
public sealed record ResolveDisputeBody(DisputeOutcome Outcome, [StringLength(2000, MinimumLength = 1)] string Answer);

/// <summary>A part of a line.</summary>
/// <param name="LineId">The line of the invoice.</param>
/// <param name="Amount">Before taxes, positive, to the cent.</param>
public sealed record NotedLineBody(Guid LineId, Money Amount);

/// <summary>What to credit.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Lines">By line; absent: all that is left of the invoice, which is void then.</param>
public sealed record IssueCreditNoteBody([StringLength(2000, MinimumLength = 1)] string Reason, [MinLength(1), MaxLength(500)] IReadOnlyList<NotedLineBody>? Lines = null);

/// <summary>What is due beyond.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Lines">By line.</param>
public sealed record IssueDebitNoteBody([StringLength(2000, MinimumLength = 1)] string Reason, [MinLength(1), MaxLength(500)] IReadOnlyList<NotedLineBody> Lines);
