using SBG.Api.Billing.Invoices;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Rerating;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Rerating;

/// <summary>Notes that are proposed after the correction of a price: read, accept, reject.</summary>
public static class NoteProposalEndpoints
{
    private const string Path = "/v1/clients/{clientId}/note-proposals";

    private const string One = Path + "/{proposalId:guid}";

    private static readonly string[] Readers = [Role.Finance, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/billing/note-proposals", OfAll).Lists<NoteProposalView>("ListNoteProposals", "Proposed notes of all clients, the latest month first.", Readers);
        routes.MapResource<NoteProposalView>(One, Get, "GetNoteProposal", "A proposed note, with what was booked and what the corrected price makes of it, by line.", Readers);
        routes.MapPost(One + "/accept", Accept).Changes<NoteProposalView>("AcceptNoteProposal", "Accepts: the note is issued as proposed.", Role.Finance);
        routes.MapPost(One + "/reject", Reject).Changes<NoteProposalView>("RejectNoteProposal", "Rejects: no note is issued.", Role.Finance);
        routes.MapGet(One + "/history", History).Lists<HistoryEntry>("GetNoteProposalHistory", "Replay the proposal: every event and what it changed, the first first.", Readers);
    }

    private static Task<IResult> Accept(string clientId, Guid proposalId, Recorder recorder, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            await session.BeginTransactionAsync(stop);
            var proposal = await recorder.Fetch<NoteProposal>(session, proposalId, stop);
            Recorder.Demand(AnswerProposal.Hindrance(proposal.State!));
            var invoice = (await session.Fetch<Invoice>(proposal.State!.InvoiceId, stop))!;
            Recorder.Demand(AnswerProposal.Flaw(proposal.State, invoice.State!));
            var series = proposal.State.IsCredit ? IssueCreditNote.Series : IssueDebitNote.Series;
            var number = await InvoiceNumbers.Next(session, series, FiscalYear.Of(recorder.Now), stop);
            Recorder.Demand(invoice.Record(AnswerProposal.Issue(proposal.State, invoice.State!, number, LocalDay.Of(recorder.Now, FiscalYear.Zone)), recorder.Now));
            Recorder.Demand(proposal.Record(AnswerProposal.Accept(proposal.State, number), recorder.Now));
            return Answer.Ok(NoteProposalView.Of(proposal.State!, recorder.Actor), proposal.Version);
        }, stop);

    private static async Task<IResult> Reject(string clientId, Guid proposalId, RejectProposalBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await recorder.Change<NoteProposal, NoteProposalView>(
            clientId, proposalId, proposal => AnswerProposal.Reject(proposal, reason), proposal => ValueTask.FromResult(NoteProposalView.Of(proposal, recorder.Actor)), stop);
    }

    private static Task<IResult> Get(string clientId, Guid proposalId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<NoteProposal, NoteProposalView>(clientId, proposalId, moment, proposal => ValueTask.FromResult(NoteProposalView.Of(proposal, reading.Actor)), stop);

    private static Task<IResult> OfAll([AsParameters] Paging paging, ProposalStatus? status, Reading reading, CancellationToken stop) =>
        reading.Page<NoteProposal, NoteProposalView>(
            null, paging, proposals => status is { } wanted ? proposals.Where(proposal => proposal.Status == wanted) : proposals,
            proposal => ValueTask.FromResult(NoteProposalView.Of(proposal, reading.Actor)), stop);

    private static Task<IResult> History(string clientId, Guid proposalId, [AsParameters] Paging paging, Histories histories, CancellationToken stop) =>
        histories.Page<NoteProposal>(clientId, proposalId, paging, stop);
}
