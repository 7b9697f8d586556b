using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>A cart became a request; offer versions and prices are pinned.</summary>
/// <param name="RequestId">The stream.</param>
/// <param name="Number">What people call it, e.g. <c>DS-2026-000123</c>.</param>
/// <param name="RequestedBy">The subject who asks.</param>
/// <param name="CartId">The cart that it was.</param>
/// <param name="Lines">What is asked.</param>
/// <param name="ContentHash">Fingerprint of the lines, see <see cref="RequestContent"/>.</param>
[StoredAs("request_submitted")]
public sealed record RequestSubmitted(
    Guid RequestId, string Number, string RequestedBy, Guid CartId, ImmutableArray<RequestLine> Lines, string ContentHash) : EventOf<ServiceRequest>;

/// <summary>Someone other than the requester approved what was shown; delivery begins.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="ApprovedBy">The approver's subject.</param>
/// <param name="ContentHash">Fingerprint of what was shown.</param>
[StoredAs("request_approved")]
public sealed record RequestApproved(Guid RequestId, string ApprovedBy, string ContentHash) : EventOf<ServiceRequest>;

/// <summary>Someone other than the requester said no.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="RejectedBy">The approver's subject.</param>
/// <param name="Reason">Why, in the approver's words.</param>
[StoredAs("request_rejected")]
public sealed record RequestRejected(Guid RequestId, string RejectedBy, Sealed<string> Reason) : EventOf<ServiceRequest>;

/// <summary>The request was withdrawn before anyone decided.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="CancelledBy">The subject who withdrew it.</param>
[StoredAs("request_cancelled")]
public sealed record RequestCancelled(Guid RequestId, string CancelledBy) : EventOf<ServiceRequest>;

/// <summary>A line was delivered.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">The line.</param>
/// <param name="OrderId">The provisioning order that delivered it.</param>
[StoredAs("request_line_fulfilled")]
public sealed record LineFulfilled(Guid RequestId, Guid LineId, Guid OrderId) : EventOf<ServiceRequest>;

/// <summary>A line could not be delivered.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">The line.</param>
/// <param name="OrderId">The provisioning order that failed.</param>
/// <param name="Code">Why: a registered code.</param>
[StoredAs("request_line_failed")]
public sealed record LineFailed(Guid RequestId, Guid LineId, Guid OrderId, string Code) : EventOf<ServiceRequest>;

/// <summary>A line that was delivered is given up: its service ended. What became of the request stays.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">The line.</param>
/// <param name="OrderId">The provisioning order that was given up.</param>
[StoredAs("request_line_terminated")]
public sealed record LineTerminated(Guid RequestId, Guid LineId, Guid OrderId) : EventOf<ServiceRequest>;

/// <summary>Every line was delivered.</summary>
/// <param name="RequestId">The request.</param>
[StoredAs("request_completed")]
public sealed record RequestCompleted(Guid RequestId) : EventOf<ServiceRequest>;

/// <summary>Some lines were delivered, the others could not be.</summary>
/// <param name="RequestId">The request.</param>
[StoredAs("request_partially_completed")]
public sealed record RequestPartiallyCompleted(Guid RequestId) : EventOf<ServiceRequest>;

/// <summary>No line could be delivered.</summary>
/// <param name="RequestId">The request.</param>
[StoredAs("request_failed")]
public sealed record RequestFailed(Guid RequestId) : EventOf<ServiceRequest>;

/// <summary>Someone of the provider let a line be delivered by another supplier than before.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">The line.</param>
/// <param name="Supplier">By whom: a key of the ordered version's suppliers.</param>
/// <param name="Reason">Why, in that person's words.</param>
/// <param name="ExceptedBy">That person's subject.</param>
[StoredAs("request_supplier_excepted")]
public sealed record SupplierExcepted(Guid RequestId, Guid LineId, string Supplier, Sealed<string> Reason, string ExceptedBy) : EventOf<ServiceRequest>;
