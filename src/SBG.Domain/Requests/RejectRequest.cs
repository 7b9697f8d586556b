using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Say no, in every open step in which one has a vote. The request is rejected once a step cannot be granted any more.</summary>
/// <param name="Reason">Why.</param>
public sealed record RejectRequest(Sealed<string> Reason)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="capacity">Who rejects.</param>
    /// <param name="at">When (UTC).</param>
    public static Decision<ServiceRequest> Decide(RejectRequest command, ServiceRequest request, Capacity capacity, DateTimeOffset at)
    {
        if (ApproveRequest.Hindrance(request, capacity) is { } refusal)
        {
            return refusal;
        }

        var (me, round) = (capacity.Actor.Subject, request.Course().Round);
        var votes = Ballot.MandatesOf(request, capacity).Select(mandate => new ApprovalRefused(
            request.Id, round, mandate.StepKey, me, mandate.Seat, mandate.Level, command.Reason, mandate.Under?.From, mandate.Under?.Id));
        return ApprovalProgress.Record(request, [.. votes], me, command.Reason, at);
    }
}
