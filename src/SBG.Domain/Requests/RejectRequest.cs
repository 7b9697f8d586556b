using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Say no.</summary>
/// <param name="Reason">Why.</param>
public sealed record RejectRequest(Sealed<string> Reason)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="actor">Who rejects.</param>
    public static Decision<ServiceRequest> Decide(RejectRequest command, ServiceRequest request, Actor actor)
    {
        if (ApproveRequest.Hindrance(request, actor) is { } refusal)
        {
            return refusal;
        }

        return new RequestRejected(request.Id, actor.Subject, command.Reason);
    }
}
