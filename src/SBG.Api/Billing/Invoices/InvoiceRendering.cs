using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>Represents invoices: an issued one as it was stored, a draft as it would be issued now.</summary>
/// <param name="http">The call.</param>
/// <param name="store">The store.</param>
/// <param name="vault">Reveals reasons.</param>
/// <param name="clock">The clock.</param>
public sealed class InvoiceRendering(IHttpContextAccessor http, IDocumentStore store, Vault vault, TimeProvider clock)
{
    private readonly HttpContext _context = http.HttpContext ?? throw new InvalidOperationException("Outside of a request.");

    /// <summary>Represents an invoice.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<InvoiceView> View(Invoice invoice, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        if (invoice.Status != InvoiceStatus.Draft)
        {
            return await View(invoice, invoice.Content, null, null, stop);
        }

        await using var session = store.LightweightSession(invoice.ClientId);
        var facts = await InvoiceFactsReader.Now(session, invoice.ClientId, invoice.Month(), clock.Now(), stop);
        var drawn = DrawnInvoice.Of(facts);
        return await View(invoice, drawn.Content, facts.GraceUntil, drawn, stop);
    }

    private async ValueTask<InvoiceView> View(Invoice invoice, InvoiceContent? content, DateTimeOffset? graceUntil, DrawnInvoice? drawn, CancellationToken stop)
    {
        var (actor, language) = (_context.Actor(), Language.Of(_context.Request));
        var disputes = new List<LineDisputeView>();
        foreach (var dispute in invoice.Disputes)
        {
            disputes.Add(new(dispute.LineId, await vault.Reveal(dispute.Reason, stop), dispute.DisputedAt, dispute.Outcome, await vault.Reveal(dispute.Answer, stop)));
        }

        var notes = new List<InvoiceNoteView>();
        foreach (var note in invoice.Notes)
        {
            notes.Add(new(
                note.Id,
                note.Number,
                note.IssuedOn,
                note.IsCredit ? NoteKind.Credit : NoteKind.Debit,
                [.. note.Lines.Select(line => new NotedLineView(line.LineId, InvoiceContentView.Cents(line.Amount)))],
                InvoiceContentView.Cents(note.Totals.Base),
                InvoiceContentView.Cents(note.Totals.Tps),
                InvoiceContentView.Cents(note.Totals.Tvq),
                InvoiceContentView.Cents(note.Totals.Total),
                await vault.Reveal(note.Reason, stop)));
        }

        return new(
            invoice.Id,
            invoice.ClientId,
            invoice.Period,
            invoice.Status,
            invoice.Number,
            invoice.IssuedOn,
            invoice.DueOn,
            invoice.SettledOn,
            graceUntil,
            content is null ? null : InvoiceContentView.Of(content),
            invoice.ContentHash,
            [.. (drawn?.Obstacles ?? []).Select(obstacle => new ObstacleView(obstacle.Code, Problem.Sentence(obstacle, language)))],
            [.. disputes],
            [.. notes],
            invoice.Balance() is { } left ? InvoiceContentView.Cents(left.Totals.Total) : null,
            new Actions(actor)
                .May("issue", drawn is null ? IssueInvoice.AlreadyIssued : IssueInvoice.Hindrance(invoice, drawn), Role.Finance)
                .May("settle", SettleInvoice.Hindrance(invoice), Role.Finance)
                .May("dispute", DisputeLine.Hindrance(invoice), Role.ClientManager)
                .May("credit-notes", IssueCreditNote.Hindrance(invoice), Role.Finance)
                .May("debit-notes", invoice.Status == InvoiceStatus.Draft ? SettleInvoice.NotIssued : null, Role.Finance)
                .May("resolve", ResolveDispute.Hindrance(invoice), Role.Finance)
                .Listed);
    }
}
