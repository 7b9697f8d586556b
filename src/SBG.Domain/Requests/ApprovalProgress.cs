using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>What follows from votes: the request's verdict, or the steps whose turn has come.</summary>
internal static class ApprovalProgress
{
    /// <summary>The votes and what follows from them.</summary>
    /// <param name="request">The request before them.</param>
    /// <param name="votes">The votes, of one voter.</param>
    /// <param name="voter">Who voted.</param>
    /// <param name="reason">Why not, where the votes are refusals.</param>
    /// <param name="at">When (UTC).</param>
    public static Decision<ServiceRequest> Record(
        ServiceRequest request, IReadOnlyList<EventOf<ServiceRequest>> votes, string voter, Sealed<string>? reason, DateTimeOffset at)
    {
        var after = votes.Aggregate(request, (state, vote) => ServiceRequest.Evolve(state, vote, at)!);
        var steps = after.Course().Steps;
        if (reason is not null && steps.Any(step => step.Status == ApprovalStepStatus.Refused))
        {
            return Decision.Record([.. votes, new RequestRejected(request.Id, voter, reason)]);
        }

        return steps.All(step => step.Status == ApprovalStepStatus.Granted)
            ? Decision.Record([.. votes, new RequestApproved(request.Id, voter, request.ContentHash)])
            : Decision.Record([.. votes, .. Openings(after)]);
    }

    /// <summary>Opens the steps that wait for no other any more; one that nobody could decide is escalated at once.</summary>
    /// <param name="request">The request.</param>
    public static IEnumerable<EventOf<ServiceRequest>> Openings(ServiceRequest request)
    {
        var course = request.Course();
        foreach (var step in course.Steps)
        {
            if (step.Status != ApprovalStepStatus.Waiting || step.Required.After.Any(key => course.Step(key)!.Status != ApprovalStepStatus.Granted))
            {
                continue;
            }

            yield return new ApprovalStepOpened(request.Id, course.Round, step.Required.Key);
            if (step.Required.Seats.IsEmpty)
            {
                var cause = step.Required.LeftOut.All(voter => voter.Cause == LeftOutCause.IsRequester) ? EscalationCause.OnlyRequester : EscalationCause.NoVoter;
                yield return new ApprovalEscalated(request.Id, course.Round, step.Required.Key, 1, cause, course.Ladder(1)!.Value);
            }
        }
    }
}
