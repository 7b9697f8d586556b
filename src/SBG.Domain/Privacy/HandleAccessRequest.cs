using SBG.Domain.Kernel;

namespace SBG.Domain.Privacy;

/// <summary>Enter a request into the register.</summary>
/// <param name="Id">The new stream.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="PersonId">Whose information.</param>
/// <param name="ReceivedOn">The day on which it was received.</param>
/// <param name="Details">In the person's own words.</param>
public sealed record ReceiveAccessRequest(Guid Id, AccessRequestKind Kind, Guid PersonId, DateOnly ReceivedOn, Sealed<string>? Details)
{
    /// <summary>It cannot have been received yet.</summary>
    public static readonly Refusal InFuture = new("privacy/received-in-future");

    /// <summary>The client knows no such person.</summary>
    public static readonly Refusal UnknownPerson = new("privacy/unknown-person");

    /// <summary>Decides; one that is known is not entered again.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="existing">The request, if there is one of that id.</param>
    /// <param name="knowsPerson">Whether the client knows the person.</param>
    /// <param name="today">Today in Québec.</param>
    public static Decision<AccessRequest> Decide(ReceiveAccessRequest command, AccessRequest? existing, bool knowsPerson, DateOnly today) =>
        existing is not null ? Decision.Nothing
        : !knowsPerson ? UnknownPerson
        : command.ReceivedOn > today ? InFuture
        : new AccessRequestReceived(command.Id, command.Kind, command.PersonId, command.ReceivedOn, command.Details);
}

/// <summary>Give notice that the answer takes ten days longer; the notice is given today.</summary>
/// <param name="Reason">Why.</param>
public sealed record ExtendAccessRequest(Sealed<string> Reason)
{
    /// <summary>It is over.</summary>
    public static readonly Refusal Over = new("privacy/access-request-over");

    /// <summary>It was extended already: the law knows one extension.</summary>
    public static readonly Refusal Again = new("privacy/extended-already");

    /// <summary>The time to answer has ended: silence counts as a refusal, and a notice comes too late.</summary>
    public static readonly Refusal TooLate = new("privacy/extension-too-late");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="request">The request.</param>
    /// <param name="today">Today in Québec.</param>
    public static Refusal? Hindrance(AccessRequest request, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AnswerAccessRequest.Hindrance(request) ?? (request.ExtendedOn is not null ? Again : today > request.DueOn ? TooLate.With("due", request.DueOn.ToString("O", System.Globalization.CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="request">The request.</param>
    /// <param name="today">Today in Québec.</param>
    public static Decision<AccessRequest> Decide(ExtendAccessRequest command, AccessRequest request, DateOnly today) =>
        Hindrance(request, today) is { } refusal ? refusal : new AccessRequestExtended(today, command.Reason);
}

/// <summary>Answer a request, today; also after its time, which stays on record.</summary>
/// <param name="Answer">What.</param>
/// <param name="Grounds">Why, where it is not granted whole.</param>
public sealed record AnswerAccessRequest(AccessAnswer Answer, Sealed<string>? Grounds)
{
    /// <summary>A refusal, whole or in part, gives its grounds (section 100).</summary>
    public static readonly Refusal NoGrounds = new("privacy/grounds-missing");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="request">The request.</param>
    public static Refusal? Hindrance(AccessRequest request) => request.Status == AccessRequestStatus.Open ? null : ExtendAccessRequest.Over;

    /// <summary>Decides.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="request">The request.</param>
    /// <param name="today">Today in Québec.</param>
    public static Decision<AccessRequest> Decide(AnswerAccessRequest command, AccessRequest request, DateOnly today) =>
        Hindrance(request) is { } over ? over
        : command.Answer != AccessAnswer.Granted && command.Grounds is null ? NoGrounds
        : new AccessRequestAnswered(today, command.Answer, command.Grounds);
}

/// <summary>Record that the person does not ask any more.</summary>
public static class WithdrawAccessRequest
{
    /// <summary>Decides.</summary>
    /// <param name="request">The request.</param>
    public static Decision<AccessRequest> Decide(AccessRequest request) => AnswerAccessRequest.Hindrance(request) is { } over ? over : new AccessRequestWithdrawn();
}
