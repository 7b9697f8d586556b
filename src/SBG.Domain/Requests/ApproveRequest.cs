using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Say yes to what was shown, in every open step in which one has a vote.</summary>
/// <param name="ContentHash">Fingerprint of what was shown.</param>
public sealed record ApproveRequest(string ContentHash)
{
    /// <summary>The request was decided already.</summary>
    public static readonly Refusal AlreadyDecided = new("requests/already-decided");

    /// <summary>Nobody decides on one's own request.</summary>
    public static readonly Refusal OwnRequest = new("requests/own-request");

    /// <summary>No open step asks the actor, nor anyone who delegated to the actor.</summary>
    public static readonly Refusal NotAVoter = new("requests/not-a-voter");

    /// <summary>The actor, or who delegated to the actor, has decided already.</summary>
    public static readonly Refusal AlreadyVoted = new("requests/already-voted");

    /// <summary>What was shown is not what is asked.</summary>
    public static readonly Refusal OtherContent = new("requests/other-content");

    /// <summary>What stands in the way of any vote.</summary>
    /// <param name="request">The request.</param>
    /// <param name="capacity">Who decides.</param>
    public static Refusal? Hindrance(ServiceRequest request, Capacity capacity)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(capacity);
        if (request.Status != RequestStatus.Acknowledged)
        {
            return AlreadyDecided.With("number", request.Number);
        }

        var me = capacity.Actor.Subject;
        if (Ballot.MandatesOf(request, capacity).IsEmpty)
        {
            var spoken = request.Course().Steps.Any(step => step.HasSpoken(me));
            return (spoken ? AlreadyVoted : NotAVoter).With("number", request.Number);
        }

        return request.RequestedBy == me ? OwnRequest.With("number", request.Number) : null;
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="capacity">Who approves.</param>
    /// <param name="at">When (UTC).</param>
    public static Decision<ServiceRequest> Decide(ApproveRequest command, ServiceRequest request, Capacity capacity, DateTimeOffset at)
    {
        if (Hindrance(request, capacity) is { } refusal)
        {
            return refusal;
        }

        if (command.ContentHash != request.ContentHash)
        {
            return OtherContent.With("number", request.Number);
        }

        var (me, round) = (capacity.Actor.Subject, request.Course().Round);
        var votes = Ballot.MandatesOf(request, capacity).Select(mandate => new ApprovalGranted(
            request.Id, round, mandate.StepKey, me, mandate.Seat, mandate.Level, request.ContentHash, mandate.Under?.From, mandate.Under?.Id));
        return ApprovalProgress.Record(request, [.. votes], me, null, at);
    }
}
