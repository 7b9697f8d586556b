using System.Collections.Immutable;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Rerating;

/// <summary>Accept a proposed note, which is then issued, or reject it.</summary>
public static class AnswerProposal
{
    /// <summary>It was answered, or a later correction took its place.</summary>
    public static readonly Refusal Answered = new("billing/proposal-answered");

    /// <summary>What stands in the way of either answer.</summary>
    /// <param name="proposal">The proposal.</param>
    public static Refusal? Hindrance(NoteProposal proposal) => proposal.Status == ProposalStatus.Open ? null : Answered;

    /// <summary>The lines of the note that is proposed.</summary>
    /// <param name="proposal">The proposal.</param>
    public static ImmutableArray<NotedLine> Lines(NoteProposal proposal) =>
        [.. proposal.Lines.Select(line => new NotedLine(line.LineId, proposal.IsCredit ? line.Booked - line.Rated : line.Difference()))];

    /// <summary>What stands in the way of the note itself, before a number is taken: another note may have left too little since.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="invoice">The invoice.</param>
    public static Refusal? Flaw(NoteProposal proposal, Invoice invoice) =>
        proposal.IsCredit ? IssueCreditNote.Flaw(Lines(proposal), invoice) : IssueDebitNote.Flaw(Lines(proposal), invoice);

    /// <summary>The note, with the proposal's id.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="number">The next of its series.</param>
    /// <param name="issuedOn">The day in Québec.</param>
    public static Decision<Invoice> Issue(NoteProposal proposal, Invoice invoice, string number, DateOnly issuedOn) =>
        proposal.IsCredit
            ? IssueCreditNote.Decide(new(proposal.Id, number, issuedOn, Lines(proposal), null), invoice)
            : IssueDebitNote.Decide(new(proposal.Id, number, issuedOn, Lines(proposal), null), invoice);

    /// <summary>Accepts.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="number">The note's number.</param>
    public static Decision<NoteProposal> Accept(NoteProposal proposal, string number) => Hindrance(proposal) is { } hindrance ? hindrance : new NoteProposalAccepted(number);

    /// <summary>Rejects.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="reason">Why.</param>
    public static Decision<NoteProposal> Reject(NoteProposal proposal, Sealed<string> reason) => Hindrance(proposal) is { } hindrance ? hindrance : new NoteProposalRejected(reason);

    /// <summary>Gives way to a later correction.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="version">The later version.</param>
    public static Decision<NoteProposal> Supersede(NoteProposal proposal, int version) =>
        proposal.Status == ProposalStatus.Open && proposal.PriceVersion < version ? new NoteProposalSuperseded(version) : Decision.Nothing;
}
