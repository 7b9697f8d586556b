using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Credit part or all of what is left of an issued invoice. An invoice is void once all of it is credited, and in no other way.</summary>
/// <param name="NoteId">The new note.</param>
/// <param name="Number">The next of its fiscal year, taken in the same transaction.</param>
/// <param name="IssuedOn">The day in Québec.</param>
/// <param name="Lines">What is credited, by line; null: all that is left.</param>
/// <param name="Reason">Why.</param>
public sealed record IssueCreditNote(Guid NoteId, string Number, DateOnly IssuedOn, ImmutableArray<NotedLine>? Lines, Sealed<string>? Reason)
{
    /// <summary>What the numbers of credit notes begin with.</summary>
    public const string Series = "NC";

    /// <summary>All of the invoice is credited already.</summary>
    public static readonly Refusal NothingLeft = new("billing/nothing-left-to-credit");

    /// <summary>More is credited than is left, of a line or of the invoice, or nothing, or a line is named twice.</summary>
    public static readonly Refusal ExceedsLine = new("billing/credit-exceeds-line");

    /// <summary>What stands in the way whatever is asked.</summary>
    /// <param name="invoice">The invoice.</param>
    public static Refusal? Hindrance(Invoice invoice) =>
        invoice.Status == InvoiceStatus.Draft ? SettleInvoice.NotIssued : invoice.Balance()!.IsExhausted ? NothingLeft : null;

    /// <summary>What stands in the way of what is asked, before a number is taken.</summary>
    /// <param name="lines">What is credited; null: all that is left.</param>
    /// <param name="invoice">The invoice.</param>
    public static Refusal? Flaw(ImmutableArray<NotedLine>? lines, Invoice invoice)
    {
        if (Hindrance(invoice) is { } hindrance)
        {
            return hindrance;
        }

        var left = invoice.Balance()!;
        foreach (var line in lines ?? [])
        {
            if (!left.Lines.TryGetValue(line.LineId, out var most))
            {
                return DisputeLine.UnknownLine;
            }

            if (line.Amount <= Money.Zero || line.Amount > most || line.Amount.ToCent() != line.Amount || lines!.Value.Count(other => other.LineId == line.LineId) > 1)
            {
                return ExceedsLine.With("line", line.LineId).With("left", most);
            }
        }

        // Where adjustments lowered the invoice, its positive lines are more than is due.
        var asked = (lines ?? []).Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
        return lines is null || (lines.Value.Length > 0 && asked <= left.Totals.Base) ? null : ExceedsLine.With("line", invoice.Number!).With("left", left.Totals.Base);
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="invoice">The invoice.</param>
    public static Decision<Invoice> Decide(IssueCreditNote command, Invoice invoice)
    {
        if (Flaw(command.Lines, invoice) is { } flaw)
        {
            return flaw;
        }

        var left = invoice.Balance()!;
        ImmutableArray<NotedLine> lines = command.Lines
            ?? [.. invoice.Content!.Lines.Select(line => new NotedLine(line.Id, left.Lines[line.Id])).Where(line => line.Amount != Money.Zero)];
        return new CreditNoteIssued(command.NoteId, command.Number, command.IssuedOn, lines, Totals(lines, left, invoice.Content!.TaxRegime), command.Reason);
    }

    // Each tax anew on what is credited, once, and never more than is left of it; what exhausts the invoice takes the residue of all roundings.
    private static TaxedTotal Totals(ImmutableArray<NotedLine> lines, InvoiceBalance left, TaxTreatment regime)
    {
        var sum = lines.Aggregate(Money.Zero, (total, line) => total + line.Amount);
        if (lines.All(line => line.Amount == left.Lines[line.LineId]) && left.Lines.Count(line => line.Value != Money.Zero) == lines.Length)
        {
            return left.Totals with { Base = sum };
        }

        var anew = Taxes.On(sum, regime);
        var (tps, tvq) = (Least(anew.Tps, left.Totals.Tps), Least(anew.Tvq, left.Totals.Tvq));
        return new(sum, tps, tvq, sum + tps + tvq);

        static Money Least(Money one, Money other) => one < other ? one : other;
    }
}
