using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>A credit or debit note.</summary>
/// <param name="Id">The note.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedOn">The day in Québec.</param>
/// <param name="IsCredit">Whether less is due; else more is.</param>
/// <param name="Lines">By line.</param>
/// <param name="Totals">With both taxes.</param>
/// <param name="Reason">Why.</param>
public sealed record InvoiceNote(Guid Id, string Number, DateOnly IssuedOn, bool IsCredit, ImmutableArray<NotedLine> Lines, TaxedTotal Totals, Sealed<string>? Reason);

/// <summary>What is left of an issued invoice after its notes.</summary>
/// <param name="Lines">By line: its amount, more what was debited, less what was credited.</param>
/// <param name="Totals">The invoice's totals, with those of its notes.</param>
public sealed record InvoiceBalance(ImmutableDictionary<Guid, Money> Lines, TaxedTotal Totals)
{
    /// <summary>Whether nothing is left: of no line, and no tax.</summary>
    public bool IsExhausted => Lines.Values.All(left => left == Money.Zero);

    /// <summary>What is left of an invoice.</summary>
    /// <param name="content">What it said.</param>
    /// <param name="notes">Its notes.</param>
    public static InvoiceBalance Of(InvoiceContent content, IEnumerable<InvoiceNote> notes)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(notes);
        var lines = content.Lines.ToImmutableDictionary(line => line.Id, line => line.Amount);
        return notes.Aggregate(new InvoiceBalance(lines, content.Totals), (left, note) => left.After(note));
    }

    private InvoiceBalance After(InvoiceNote note)
    {
        var sign = note.IsCredit ? -1m : 1m;
        return new(
            note.Lines.Aggregate(Lines, (lines, line) => lines.SetItem(line.LineId, lines[line.LineId] + (line.Amount * sign))),
            new(
                Totals.Base + (note.Totals.Base * sign),
                Totals.Tps + (note.Totals.Tps * sign),
                Totals.Tvq + (note.Totals.Tvq * sign),
                Totals.Total + (note.Totals.Total * sign)));
    }
}
