using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Withdraw a request that nobody decided on yet.</summary>
public sealed record CancelRequest
{
    /// <summary>Delivery has begun, or it is over.</summary>
    public static readonly Refusal TooLate = new("requests/too-late-to-cancel");

    /// <summary>What stands in the way.</summary>
    /// <param name="request">The request.</param>
    public static Refusal? Hindrance(ServiceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Status is RequestStatus.Acknowledged or RequestStatus.Cancelled ? null : TooLate.With("number", request.Number);
    }

    /// <summary>Decides.</summary>
    /// <param name="request">The request.</param>
    /// <param name="actor">Who withdraws it.</param>
    public static Decision<ServiceRequest> Decide(ServiceRequest request, Actor actor)
    {
        if (Hindrance(request) is { } refusal)
        {
            return refusal;
        }

        if (request.Status == RequestStatus.Cancelled)
        {
            return Decision.Nothing;
        }

        return new RequestCancelled(request.Id, actor.Subject);
    }
}
