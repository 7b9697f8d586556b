using SBG.Domain.Kernel;

namespace SBG.Domain.Privacy;

/// <summary>A person asked about what is held of him or her.</summary>
/// <param name="AccessRequestId">The stream.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="PersonId">Whose information.</param>
/// <param name="ReceivedOn">The day on which it was received, in Québec.</param>
/// <param name="Details">In the person's own words.</param>
[StoredAs("access_request_received")]
public sealed record AccessRequestReceived(Guid AccessRequestId, AccessRequestKind Kind, Guid PersonId, DateOnly ReceivedOn, Sealed<string>? Details) : EventOf<AccessRequest>;

/// <summary>The person was given notice, in time, that the answer takes longer.</summary>
/// <param name="NoticeOn">The day of the notice.</param>
/// <param name="Reason">Why.</param>
[StoredAs("access_request_extended")]
public sealed record AccessRequestExtended(DateOnly NoticeOn, Sealed<string> Reason) : EventOf<AccessRequest>;

/// <summary>The request was answered.</summary>
/// <param name="AnsweredOn">The day of the answer.</param>
/// <param name="Answer">What.</param>
/// <param name="Grounds">Why, where it is not granted whole.</param>
[StoredAs("access_request_answered")]
public sealed record AccessRequestAnswered(DateOnly AnsweredOn, AccessAnswer Answer, Sealed<string>? Grounds) : EventOf<AccessRequest>;

/// <summary>The person does not ask any more.</summary>
[StoredAs("access_request_withdrawn")]
public sealed record AccessRequestWithdrawn : EventOf<AccessRequest>;
