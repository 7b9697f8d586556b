using System.Collections.Immutable;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>What a client is charged for one month.</summary>
/// <param name="Id">The invoice.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Number">Without gaps within its fiscal year; absent for a draft.</param>
/// <param name="IssuedOn">The day of issue in Québec; absent for a draft.</param>
/// <param name="DueOn">By when it is due; absent for a draft.</param>
/// <param name="SettledOn">When it was settled; absent unless it was.</param>
/// <param name="GraceUntil">Up to when late usage is waited for (UTC); absent once issued, and while nobody said for how long.</param>
/// <param name="Content">What it says; of a draft, what is true at the time, absent while something stands in the way of saying it.</param>
/// <param name="ContentHash">SHA-256 of the content as it is stored; absent for a draft.</param>
/// <param name="Obstacles">Why a draft cannot be issued.</param>
/// <param name="Disputes">Contested lines, in the order in which they were.</param>
/// <param name="Notes">Credit and debit notes, in the order of issue.</param>
/// <param name="Left">What is left after the notes, taxes included; absent for a draft.</param>
/// <param name="Actions">What the caller may do now.</param>
public sealed record InvoiceView(
    Guid Id,
    string ClientId,
    string Period,
    InvoiceStatus Status,
    string? Number,
    DateOnly? IssuedOn,
    DateOnly? DueOn,
    DateOnly? SettledOn,
    DateTimeOffset? GraceUntil,
    InvoiceContentView? Content,
    string? ContentHash,
    ImmutableArray<ObstacleView> Obstacles,
    ImmutableArray<LineDisputeView> Disputes,
    ImmutableArray<InvoiceNoteView> Notes,
    Money? Left,
    IReadOnlyList<string> Actions);

/// <summary>A credit or debit note.</summary>
/// <param name="Id">The note.</param>
/// <param name="Number">Without gaps within its series and fiscal year.</param>
/// <param name="IssuedOn">The day in Québec.</param>
/// <param name="Kind">Whether less or more is due.</param>
/// <param name="Lines">By line of the invoice.</param>
/// <param name="Base">Before taxes.</param>
/// <param name="Tps">Goods and services tax on the base.</param>
/// <param name="Tvq">Québec sales tax on the base.</param>
/// <param name="Total">Base + tps + tvq.</param>
/// <param name="Reason">Why; absent once it was destroyed.</param>
public sealed record InvoiceNoteView(
    Guid Id, string Number, DateOnly IssuedOn, NoteKind Kind, ImmutableArray<NotedLineView> Lines, Money Base, Money Tps, Money Tvq, Money Total, string? Reason);

/// <summary>Whether less or more is due.</summary>
public enum NoteKind
{
    /// <summary>Less is due.</summary>
    Credit,

    /// <summary>More is due.</summary>
    Debit,
}

/// <summary>A part of a line that a note is about.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Amount">Before taxes.</param>
public sealed record NotedLineView(Guid LineId, Money Amount);

/// <summary>A contested line.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Reason">Why; absent once it was destroyed.</param>
/// <param name="DisputedAt">When (UTC).</param>
/// <param name="Outcome">Who was right; absent while it is open.</param>
/// <param name="Answer">What the provider answered.</param>
public sealed record LineDisputeView(Guid LineId, string? Reason, DateTimeOffset DisputedAt, DisputeOutcome? Outcome, string? Answer);
