using System.Collections.Immutable;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Approvals;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Represents how approvals go, and what waits for someone.</summary>
/// <param name="requests">Represents lines.</param>
/// <param name="vault">Reveals reasons.</param>
public sealed class ApprovalsRendering(RequestRendering requests, Vault vault)
{
    /// <summary>The approval of a request as it stood.</summary>
    /// <param name="request">The request as it stood.</param>
    /// <param name="delegations">The delegations that were in force.</param>
    /// <param name="at">The instant.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<ApprovalsView> View(ServiceRequest request, IReadOnlyCollection<ApprovalDelegation> delegations, DateTimeOffset at, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var course = request.Course();
        var (steps, voided) = (new List<ApprovalStepView>(), new List<VoidedRoundView>());
        foreach (var step in course.Steps)
        {
            var required = step.Required;
            steps.Add(new(
                required.Key, required.After, required.Rule, required.Percentage, required.Needed(), step.Status, required.Seats, required.LeftOut, await Votes(step.Votes, stop),
                Ballot.EligibleFor(request, step, delegations), step.Level, step.Since, step.RemindedAt, EscalatesAt(course, step)));
        }

        foreach (var round in course.Voided)
        {
            voided.Add(new(round.Round, round.ContentHash, round.Differences, await Votes(round.Votes, stop), round.At));
        }

        return new(
            request.Id, request.Number, request.Status, at, request.ContentHash, course.Round, course.PolicyId, course.PolicyOwner, course.PolicyVersion, steps, voided);
    }

    /// <summary>What waits for a caller.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="request">The request.</param>
    /// <param name="capacity">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<AwaitedApprovalView> Awaited(string clientId, ServiceRequest request, Capacity capacity, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(capacity);
        var (course, me) = (request.Course(), capacity.Actor.Subject);
        var asked = from mandate in Ballot.MandatesOf(request, capacity)
                    let step = course.Step(mandate.StepKey)
                    select new AskedVoteView(mandate.StepKey, mandate.Seat, mandate.Level, mandate.Under?.From, mandate.Under?.Id, step.Since, EscalatesAt(course, step));
        var lastVoted = course.Voided.Where(round => round.Votes.Any(vote => vote.Voter == me)).Select(round => round.Round).DefaultIfEmpty(0).Max();
        var changed = course.Voided.Where(round => round.Round >= lastVoted).SelectMany(round => round.Differences);
        return new(
            request.Id, request.Number, request.RequestedBy, request.SubmittedAt, await requests.Lines(request, capacity.Actor, stop), request.MonthlyTotal(), request.OneOffTotal(), request.ContentHash,
            course.Round, [.. asked], [.. changed], $"/v1/clients/{clientId}/requests/{request.Id}");
    }

    private static DateTimeOffset? EscalatesAt(ApprovalCourse course, ApprovalStep step) =>
        step.Status == ApprovalStepStatus.Open && course.Ladder(step.Level + 1) is not null ? step.Since + step.Required.EscalateAfter : null;

    private async ValueTask<IReadOnlyList<VoteView>> Votes(ImmutableArray<ApprovalVote> votes, CancellationToken stop)
    {
        var views = new List<VoteView>(votes.Length);
        foreach (var vote in votes)
        {
            views.Add(new(
                vote.Voter, vote.Granted, vote.Seat, vote.Level, vote.OnBehalfOf, vote.DelegationId, await vault.Reveal(vote.Reason, stop), vote.At));
        }

        return views;
    }
}
