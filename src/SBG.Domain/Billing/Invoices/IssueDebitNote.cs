using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Charge more for lines of an issued invoice.</summary>
/// <param name="NoteId">The new note.</param>
/// <param name="Number">The next of its fiscal year, taken in the same transaction.</param>
/// <param name="IssuedOn">The day in Québec.</param>
/// <param name="Lines">What is due beyond, by line.</param>
/// <param name="Reason">Why.</param>
public sealed record IssueDebitNote(Guid NoteId, string Number, DateOnly IssuedOn, ImmutableArray<NotedLine> Lines, Sealed<string>? Reason)
{
    /// <summary>What the numbers of debit notes begin with.</summary>
    public const string Series = "ND";

    /// <summary>An amount is not positive, not in whole cents, above a million dollars, or a line is named twice or not at all.</summary>
    public static readonly Refusal NotADebit = new("billing/not-a-debit");

    /// <summary>What stands in the way of what is asked, before a number is taken.</summary>
    /// <param name="lines">What is due beyond.</param>
    /// <param name="invoice">The invoice.</param>
    public static Refusal? Flaw(ImmutableArray<NotedLine> lines, Invoice invoice) =>
        invoice.Status == InvoiceStatus.Draft ? SettleInvoice.NotIssued
        : lines.Any(line => invoice.Line(line.LineId) is null) ? DisputeLine.UnknownLine
        : lines.IsEmpty || lines.DistinctBy(line => line.LineId).Count() < lines.Length || lines.Any(line => line.Amount <= Money.Zero || !Charges.ChargeRules.IsAmount(line.Amount)) ? NotADebit
        : null;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="invoice">The invoice.</param>
    public static Decision<Invoice> Decide(IssueDebitNote command, Invoice invoice)
    {
        if (Flaw(command.Lines, invoice) is { } flaw)
        {
            return flaw;
        }

        var sum = command.Lines.Aggregate(Money.Zero, (total, line) => total + line.Amount);
        return new DebitNoteIssued(command.NoteId, command.Number, command.IssuedOn, command.Lines, Taxes.On(sum, invoice.Content!.TaxRegime), command.Reason);
    }
}
