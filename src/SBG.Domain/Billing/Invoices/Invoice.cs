using System.Collections.Immutable;
using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Invoices;

/// <summary>Where an invoice stands.</summary>
public enum InvoiceStatus
{
    /// <summary>It says what is true at the time.</summary>
    Draft,

    /// <summary>It is due and never changes.</summary>
    Issued,

    /// <summary>At least one line is contested.</summary>
    Disputed,

    /// <summary>What is due was paid or charged internally.</summary>
    Settled,

    /// <summary>All of it was credited: it is void.</summary>
    Credited,
}

/// <summary>A contested line.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Reason">Why.</param>
/// <param name="DisputedAt">When (UTC).</param>
/// <param name="Outcome">Who was right; null while it is open.</param>
/// <param name="Answer">What the provider answered.</param>
public sealed record LineDispute(Guid LineId, Sealed<string> Reason, DateTimeOffset DisputedAt, DisputeOutcome? Outcome, Sealed<string>? Answer);

/// <summary>What a client is charged for one month.</summary>
/// <param name="Id">Derived from client and month.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Number">Its number; null for a draft.</param>
/// <param name="IssuedOn">The day of issue in Québec; null for a draft.</param>
/// <param name="DueOn">By when it is due; null for a draft.</param>
/// <param name="SettledOn">When it was settled; null unless it was.</param>
/// <param name="Content">What it says; null for a draft.</param>
/// <param name="ContentHash">SHA-256 of the content as it was stored; null for a draft.</param>
/// <param name="Disputes">In the order in which lines were contested.</param>
public sealed record Invoice(
    Guid Id,
    string ClientId,
    string Period,
    InvoiceStatus Status,
    string? Number,
    DateOnly? IssuedOn,
    DateOnly? DueOn,
    DateOnly? SettledOn,
    InvoiceContent? Content,
    string? ContentHash,
    ImmutableArray<LineDispute> Disputes) : IState<Invoice>
{
    /// <summary>Its credit and debit notes, in the order of issue.</summary>
    public ImmutableArray<InvoiceNote> Notes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What is left of it after its notes; null for a draft.</summary>
    public InvoiceBalance? Balance() => Content is { } content ? InvoiceBalance.Of(content, Notes) : null;

    /// <summary>The stream of a client's month: derived, and ordered by month as ids are by time.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="month">The month.</param>
    public static Guid StreamOf(string clientId, BillingMonth month) => month.IdOf("invoice", clientId);

    /// <summary>The month.</summary>
    public BillingMonth Month() => BillingMonth.Parse(Period) ?? throw new FormatException(Period.ToString(CultureInfo.InvariantCulture));

    /// <summary>A line of the issued invoice; null when there is none of that id.</summary>
    /// <param name="lineId">The line.</param>
    public InvoicedLine? Line(Guid lineId) => Content?.Lines.FirstOrDefault(line => line.Id == lineId);

    /// <inheritdoc/>
    public static Invoice? Evolve(Invoice? state, EventOf<Invoice> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, InvoiceDrafted e) => new(e.InvoiceId, e.ClientId, e.Period, InvoiceStatus.Draft, null, null, null, null, null, null, []),
        ({ }, InvoiceIssued e) => state with
        {
            Status = InvoiceStatus.Issued,
            Number = e.Number,
            IssuedOn = e.IssuedOn,
            DueOn = e.DueOn,
            Content = e.Content,
            ContentHash = e.ContentHash,
        },
        ({ }, InvoiceSettled e) => state with { Status = InvoiceStatus.Settled, SettledOn = e.On },
        ({ }, InvoiceLineDisputed e) => state with { Status = InvoiceStatus.Disputed, Disputes = state.Disputes.Add(new(e.LineId, e.Reason, at, null, null)) },
        ({ }, InvoiceDisputeResolved e) => state.With(e),
        ({ }, CreditNoteIssued e) => state.With(new InvoiceNote(e.NoteId, e.Number, e.IssuedOn, true, e.Lines, e.Totals, e.Reason)),
        ({ }, DebitNoteIssued e) => state.With(new InvoiceNote(e.NoteId, e.Number, e.IssuedOn, false, e.Lines, e.Totals, e.Reason)),
        _ => state,
    };

    private Invoice With(InvoiceDisputeResolved resolved)
    {
        ImmutableArray<LineDispute> disputes =
        [
            .. Disputes.Select(dispute => dispute.LineId == resolved.LineId && dispute.Outcome is null
                ? dispute with { Outcome = resolved.Outcome, Answer = resolved.Answer }
                : dispute),
        ];
        var resolution = this with { Disputes = disputes };
        return resolution with { Status = resolution.Standing() };
    }

    private Invoice With(InvoiceNote note)
    {
        var noted = this with { Notes = Notes.Add(note) };
        return noted with { Status = noted.Standing() };
    }

    private InvoiceStatus Standing() =>
        Notes.Any(note => note.IsCredit) && Balance()!.IsExhausted ? InvoiceStatus.Credited
        : Disputes.Any(dispute => dispute.Outcome is null) ? InvoiceStatus.Disputed
        : SettledOn is null ? InvoiceStatus.Issued
        : InvoiceStatus.Settled;
}
