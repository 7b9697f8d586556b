using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>It was found who must approve what is asked: the policy, its version and its voters are pinned for this round.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">1, then one more each time that what is asked changes.</param>
/// <param name="ContentHash">Fingerprint of what is to be approved.</param>
/// <param name="PolicyId">The policy that applies; null: none does, one approver of the client decides.</param>
/// <param name="PolicyOwner">Who keeps it.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Steps">What must be granted, and by whom.</param>
/// <param name="EscalateTo">Who decides first in place of voters who do not answer.</param>
[StoredAs("request_approval_required")]
public sealed record ApprovalRequired(
    Guid RequestId,
    int Round,
    string ContentHash,
    Guid? PolicyId,
    string? PolicyOwner,
    int? PolicyVersion,
    ImmutableArray<RequiredStep> Steps,
    ImmutableArray<ApprovalSeat> EscalateTo) : EventOf<ServiceRequest>;

/// <summary>A step's turn has come.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">The round.</param>
/// <param name="StepKey">The step.</param>
[StoredAs("request_approval_step_opened")]
public sealed record ApprovalStepOpened(Guid RequestId, int Round, string StepKey) : EventOf<ServiceRequest>;

/// <summary>A voter said yes to what was shown.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">The round.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Voter">The subject who decided.</param>
/// <param name="Seat">As which of the step's voters.</param>
/// <param name="Level">0: as the policy says; above: in place of voters who did not answer.</param>
/// <param name="ContentHash">Fingerprint of what was shown.</param>
/// <param name="OnBehalfOf">The subject who delegated; null: nobody did.</param>
/// <param name="DelegationId">The delegation; null: there was none.</param>
[StoredAs("request_approval_granted")]
public sealed record ApprovalGranted(
    Guid RequestId, int Round, string StepKey, string Voter, ApprovalSeat Seat, int Level, string ContentHash, string? OnBehalfOf = null, Guid? DelegationId = null)
    : EventOf<ServiceRequest>;

/// <summary>A voter said no.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">The round.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Voter">The subject who decided.</param>
/// <param name="Seat">As which of the step's voters.</param>
/// <param name="Level">0: as the policy says; above: in place of voters who did not answer.</param>
/// <param name="Reason">Why, in the voter's words.</param>
/// <param name="OnBehalfOf">The subject who delegated; null: nobody did.</param>
/// <param name="DelegationId">The delegation; null: there was none.</param>
[StoredAs("request_approval_refused")]
public sealed record ApprovalRefused(
    Guid RequestId, int Round, string StepKey, string Voter, ApprovalSeat Seat, int Level, Sealed<string> Reason, string? OnBehalfOf = null, Guid? DelegationId = null)
    : EventOf<ServiceRequest>;

/// <summary>Those whom an open step waits for were reminded.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">The round.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Level">0, or how often the step was escalated.</param>
[StoredAs("request_approval_reminded")]
public sealed record ApprovalReminded(Guid RequestId, int Round, string StepKey, int Level) : EventOf<ServiceRequest>;

/// <summary>Others may decide a step from now on; the first of them who answers decides it.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">The round.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Level">How often it was escalated, this time included.</param>
/// <param name="Cause">Why.</param>
/// <param name="Seats">Who may decide too.</param>
[StoredAs("request_approval_escalated")]
public sealed record ApprovalEscalated(
    Guid RequestId, int Round, string StepKey, int Level, EscalationCause Cause, ImmutableArray<ApprovalSeat> Seats) : EventOf<ServiceRequest>;

/// <summary>The requester chose a line anew before anything was delivered.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Line">The whole line, under its old id.</param>
/// <param name="ContentHash">Fingerprint of all lines after it.</param>
/// <param name="Parts">Of a bundle: all of its parts, in place of those that it had; null: they stay.</param>
[StoredAs("request_line_changed")]
public sealed record RequestLineChanged(Guid RequestId, RequestLine Line, string ContentHash, ImmutableArray<RequestLine>? Parts = null) : EventOf<ServiceRequest>;

/// <summary>What was approved, or shown to be, is no longer what is asked: votes of the round count no more.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Round">The round that is void.</param>
/// <param name="FormerHash">Fingerprint of what was shown.</param>
/// <param name="ContentHash">Fingerprint of what is asked now.</param>
/// <param name="Differences">What is not the same, member by member.</param>
[StoredAs("request_approvals_voided")]
public sealed record ApprovalsVoided(
    Guid RequestId, int Round, string FormerHash, string ContentHash, ImmutableArray<ContentDifference> Differences) : EventOf<ServiceRequest>;
