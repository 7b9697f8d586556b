using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Api.Billing.Invoices;
using SBG.Api.Kernel;
using SBG.Domain.Billing.Rerating;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Rerating;

/// <summary>Why a proposed note is not issued.</summary>
/// <param name="Reason">Why.</param>
public sealed record RejectProposalBody([StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>What a corrected price makes of a line.</summary>
/// <param name="LineId">The line of the invoice.</param>
/// <param name="Booked">What was charged for it over all documents, notes of earlier corrections included.</param>
/// <param name="Rated">What it costs by the corrected price.</param>
/// <param name="Difference">What is due beyond; negative: what is too much.</param>
public sealed record RepricedLineView(Guid LineId, Money Booked, Money Rated, Money Difference);

/// <summary>A note proposed on an issued invoice after the correction of a price.</summary>
/// <param name="Id">The proposal; the note's id once it is accepted.</param>
/// <param name="ClientId">The client.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="InvoiceNumber">Its number.</param>
/// <param name="Period">Its month, <c>yyyy-MM</c>.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="PriceVersion">The version that corrects another.</param>
/// <param name="Kind">Whether less or more is due.</param>
/// <param name="Base">The note's amount before taxes.</param>
/// <param name="Lines">The lines that differ.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="NoteNumber">The note's number; absent unless it is accepted.</param>
/// <param name="Actions">What the caller may do now.</param>
public sealed record NoteProposalView(
    Guid Id,
    string ClientId,
    Guid InvoiceId,
    string InvoiceNumber,
    string Period,
    Guid PricePlanId,
    int PriceVersion,
    NoteKind Kind,
    Money Base,
    ImmutableArray<RepricedLineView> Lines,
    ProposalStatus Status,
    string? NoteNumber,
    IReadOnlyList<string> Actions)
{
    /// <summary>Represents a proposal.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="caller">Who reads.</param>
    public static NoteProposalView Of(NoteProposal proposal, Actor caller)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return new(
            proposal.Id,
            proposal.ClientId,
            proposal.InvoiceId,
            proposal.InvoiceNumber,
            proposal.Period,
            proposal.PricePlanId,
            proposal.PriceVersion,
            proposal.IsCredit ? NoteKind.Credit : NoteKind.Debit,
            InvoiceContentView.Cents(AnswerProposal.Lines(proposal).Aggregate(Money.Zero, (sum, line) => sum + line.Amount)),
            [.. proposal.Lines.Select(line => new RepricedLineView(
                line.LineId, InvoiceContentView.Cents(line.Booked), InvoiceContentView.Cents(line.Rated), InvoiceContentView.Cents(line.Difference())))],
            proposal.Status,
            proposal.NoteNumber,
            new Actions(caller).May("accept", AnswerProposal.Hindrance(proposal), Role.Finance).May("reject", AnswerProposal.Hindrance(proposal), Role.Finance).Listed);
    }
}
