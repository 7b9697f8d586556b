using SBG.Domain.Kernel;

namespace SBG.Domain.Privacy;

/// <summary>What a person asks about what is held of him or her.</summary>
public enum AccessRequestKind
{
    /// <summary>To see it (Act respecting Access, CQLR, c., section 83).</summary>
    Access,

    /// <summary>To have it corrected (section 89).</summary>
    Rectification,

    /// <summary>To get it in a structured, commonly used format (section 84).</summary>
    Portability,
}

/// <summary>What was answered.</summary>
public enum AccessAnswer
{
    /// <summary>All of it is given.</summary>
    Granted,

    /// <summary>A part is given.</summary>
    PartlyGranted,

    /// <summary>Nothing is given.</summary>
    Refused,
}

/// <summary>Where a request stands.</summary>
public enum AccessRequestStatus
{
    /// <summary>It waits for its answer.</summary>
    Open,

    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>The person does not ask any more.</summary>
    Withdrawn,
}

/// <summary>A request of a person about personal information, with the clock that the law sets.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="PersonId">Whose information.</param>
/// <param name="ReceivedOn">The day on which it was received, in Québec.</param>
/// <param name="Details">In the person's own words, sealed.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DueOn">The last day on which it can be answered in time.</param>
public sealed record AccessRequest(
    Guid Id, AccessRequestKind Kind, Guid PersonId, DateOnly ReceivedOn, Sealed<string>? Details, AccessRequestStatus Status, DateOnly DueOn) : IState<AccessRequest>
{
    /// <summary>Days in which to answer (section 98, with section 47).</summary>
    public const int Days = 20;

    /// <summary>Days by which that can be extended once.</summary>
    public const int MoreDays = 10;

    /// <summary>The day of the notice that extended it; null: none was given.</summary>
    public DateOnly? ExtendedOn { get; init; }

    /// <summary>The day of the answer.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>What was answered.</summary>
    public AccessAnswer? Answer { get; init; }

    /// <summary>Why, where it is not granted whole, sealed.</summary>
    public Sealed<string>? Grounds { get; init; }

    /// <inheritdoc/>
    public static AccessRequest? Evolve(AccessRequest? state, EventOf<AccessRequest> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, AccessRequestReceived e) => new(e.AccessRequestId, e.Kind, e.PersonId, e.ReceivedOn, e.Details, AccessRequestStatus.Open, LegalDays.After(e.ReceivedOn, Days)),
        ({ }, AccessRequestExtended e) => state with { ExtendedOn = e.NoticeOn, DueOn = LegalDays.After(state.ReceivedOn, Days + MoreDays) },
        ({ }, AccessRequestAnswered e) => state with { Status = AccessRequestStatus.Answered, AnsweredOn = e.AnsweredOn, Answer = e.Answer, Grounds = e.Grounds },
        ({ }, AccessRequestWithdrawn) => state with { Status = AccessRequestStatus.Withdrawn },
        _ => state,
    };
}
