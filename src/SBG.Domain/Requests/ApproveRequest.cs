using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Say yes to what was shown.</summary>
/// <param name="ContentHash">Fingerprint of what was shown.</param>
public sealed record ApproveRequest(string ContentHash)
{
    /// <summary>The request was decided already.</summary>
    public static readonly Refusal AlreadyDecided = new("requests/already-decided");

    /// <summary>Nobody decides on one's own request.</summary>
    public static readonly Refusal OwnRequest = new("requests/own-request");

    /// <summary>What was shown is not what is asked.</summary>
    public static readonly Refusal OtherContent = new("requests/other-content");

    /// <summary>What stands in the way of any verdict.</summary>
    /// <param name="request">The request.</param>
    /// <param name="actor">Who decides.</param>
    public static Refusal? Hindrance(ServiceRequest request, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        if (request.Status != RequestStatus.Acknowledged)
        {
            return AlreadyDecided.With("number", request.Number);
        }

        return request.RequestedBy == actor.Subject ? OwnRequest.With("number", request.Number) : null;
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="actor">Who approves.</param>
    public static Decision<ServiceRequest> Decide(ApproveRequest command, ServiceRequest request, Actor actor)
    {
        if (Hindrance(request, actor) is { } refusal)
        {
            return refusal;
        }

        if (command.ContentHash != request.ContentHash)
        {
            return OtherContent.With("number", request.Number);
        }

        return new RequestApproved(request.Id, actor.Subject, request.ContentHash);
    }
}
