using System.Collections.Immutable;
using JasperFx.Events;
using SBG.Api.Billing.Invoices;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Pulls;

/// <summary>What finance pulls.</summary>
public enum PulledKind
{
    /// <summary>An invoice.</summary>
    Invoice,

    /// <summary>Less is due of an invoice.</summary>
    CreditNote,

    /// <summary>More is due of an invoice.</summary>
    DebitNote,
}

/// <summary>An issued invoice, or a note on one, as finance pulls it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ClientId">The client.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Without gaps within its series and fiscal year.</param>
/// <param name="Period">The month of the invoice, <c>yyyy-MM</c>.</param>
/// <param name="IssuedOn">The day of issue in Québec.</param>
/// <param name="DueOn">By when an invoice is due; absent for a note.</param>
/// <param name="Content">What an invoice says; absent for a note.</param>
/// <param name="Note">What a note says; absent for an invoice.</param>
public sealed record PulledInvoice(
    PulledKind Kind, string ClientId, Guid InvoiceId, string Number, string Period, DateOnly IssuedOn, DateOnly? DueOn, InvoiceContentView? Content, PulledNoteView? Note);

/// <summary>What a note says, in positive amounts; its reason stays with the invoice.</summary>
/// <param name="Id">The note.</param>
/// <param name="InvoiceNumber">The invoice that it is about.</param>
/// <param name="Lines">By line of the invoice.</param>
/// <param name="Base">Before taxes.</param>
/// <param name="Tps">Goods and services tax on the base.</param>
/// <param name="Tvq">Québec sales tax on the base.</param>
/// <param name="Total">Base + tps + tvq.</param>
/// <param name="CostCentres">What cost centres bear of it; they add up to it.</param>
public sealed record PulledNoteView(
    Guid Id, string InvoiceNumber, ImmutableArray<NotedLineView> Lines, Money Base, Money Tps, Money Tvq, Money Total, ImmutableArray<CostCentreView> CostCentres);

/// <summary>A document that finance pulls, with what its rows need.</summary>
/// <param name="Pulled">As it is pulled.</param>
/// <param name="Content">What the invoice says that it is, or is about.</param>
/// <param name="Totals">The document's totals; those of a credit note are negative.</param>
/// <param name="Parts">Its lines' parts, in the order of the invoice; those of a credit note are negative.</param>
internal sealed record PulledDocument(PulledInvoice Pulled, InvoiceContent Content, TaxedTotal Totals, ImmutableArray<(InvoicedLine Line, LinePart Part)> Parts)
{
    /// <summary>Reads a document.</summary>
    /// <param name="e">It was issued.</param>
    /// <param name="invoice">The invoice that it is, or is about.</param>
    public static PulledDocument Of(IEvent e, Invoice invoice)
    {
        var content = invoice.Content!;
        if (e.Data is InvoiceIssued issued)
        {
            return new(
                new(PulledKind.Invoice, e.TenantId, e.StreamId, issued.Number, content.Period, issued.IssuedOn, issued.DueOn, InvoiceContentView.Of(content), null),
                content, content.Totals, [.. content.Lines.SelectMany(line => line.Parts().Select(part => (line, part)))]);
        }

        var note = e.Data switch
        {
            CreditNoteIssued credit => new InvoiceNote(credit.NoteId, credit.Number, credit.IssuedOn, true, credit.Lines, credit.Totals, null),
            DebitNoteIssued debit => new InvoiceNote(debit.NoteId, debit.Number, debit.IssuedOn, false, debit.Lines, debit.Totals, null),
            _ => throw new InvalidOperationException($"{e.Data.GetType()} is no document."),
        };
        return Of(e, invoice, note);
    }

    private static PulledDocument Of(IEvent e, Invoice invoice, InvoiceNote note)
    {
        var lines = note.Lines.ToDictionary(line => line.LineId, line => line.Amount);
        var noted = invoice.Content!.Lines.Where(line => lines.ContainsKey(line.Id)).SelectMany(line => line.Parts(lines[line.Id]).Select(part => (Line: line, Part: part))).ToImmutableArray();
        var (totals, sign) = (note.Totals, note.IsCredit ? -1m : 1m);
        var view = new PulledNoteView(
            note.Id, invoice.Number!, [.. note.Lines.Select(line => new NotedLineView(line.LineId, InvoiceContentView.Cents(line.Amount)))],
            InvoiceContentView.Cents(totals.Base), InvoiceContentView.Cents(totals.Tps), InvoiceContentView.Cents(totals.Tvq), InvoiceContentView.Cents(totals.Total),
            [.. CostCentreTotal.Of(noted.Select(part => part.Part), totals).Select(CostCentreView.Of)]);
        return new(
            new(note.IsCredit ? PulledKind.CreditNote : PulledKind.DebitNote, e.TenantId, e.StreamId, note.Number, invoice.Period, note.IssuedOn, null, null, view),
            invoice.Content,
            new(totals.Base * sign, totals.Tps * sign, totals.Tvq * sign, totals.Total * sign),
            [.. noted.Select(part => (part.Line, part.Part with { Amount = part.Part.Amount * sign }))]);
    }
}
