using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Rerating;

/// <summary>What a corrected price makes of a line.</summary>
/// <param name="LineId">The line of the invoice.</param>
/// <param name="Booked">What was charged for it over all documents, notes of earlier corrections included.</param>
/// <param name="Rated">What it costs by the corrected price.</param>
public readonly record struct RepricedLine(Guid LineId, Money Booked, Money Rated)
{
    /// <summary>More is due; negative: less is.</summary>
    public Money Difference() => Rated - Booked;
}

/// <summary>A note is proposed on an issued invoice, since a price by which it was drawn was corrected.</summary>
/// <param name="ProposalId">Derived from the invoice, the plan and the correcting version; also the note's id once it is accepted.</param>
/// <param name="ClientId">The client.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="InvoiceNumber">Its number.</param>
/// <param name="Period">Its month, <c>yyyy-MM</c>.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="PriceVersion">The version that corrects another.</param>
/// <param name="IsCredit">Whether less is due; else more is.</param>
/// <param name="Lines">The lines that differ in that direction.</param>
[StoredAs("note_proposed")]
public sealed record NoteProposed(
    Guid ProposalId, string ClientId, Guid InvoiceId, string InvoiceNumber, string Period, Guid PricePlanId, int PriceVersion, bool IsCredit, ImmutableArray<RepricedLine> Lines) : EventOf<NoteProposal>;

/// <summary>The note was issued as proposed, in the same transaction.</summary>
/// <param name="NoteNumber">The note's number.</param>
[StoredAs("note_proposal_accepted")]
public sealed record NoteProposalAccepted(string NoteNumber) : EventOf<NoteProposal>;

/// <summary>No note is issued.</summary>
/// <param name="Reason">Why; personal data may be in it.</param>
[StoredAs("note_proposal_rejected")]
public sealed record NoteProposalRejected(Sealed<string> Reason) : EventOf<NoteProposal>;

/// <summary>The price was corrected once more before anyone answered: what is proposed by that correction counts.</summary>
/// <param name="PriceVersion">The later version.</param>
[StoredAs("note_proposal_superseded")]
public sealed record NoteProposalSuperseded(int PriceVersion) : EventOf<NoteProposal>;
