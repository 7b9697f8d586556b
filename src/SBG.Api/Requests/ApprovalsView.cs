using SBG.Domain.Approvals;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>How the approval of a request stood at an instant, and who could have approved then.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Status">How far the request was.</param>
/// <param name="At">The instant.</param>
/// <param name="ContentHash">Fingerprint of what was to be approved.</param>
/// <param name="Round">1, then one more each time that what is asked changed.</param>
/// <param name="PolicyId">The policy that applied; null: none did, one approver of the client decides.</param>
/// <param name="PolicyOwner">Who keeps it.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Steps">How far each step was.</param>
/// <param name="Voided">The rounds before, which count no more, and why.</param>
public sealed record ApprovalsView(
    Guid RequestId,
    string Number,
    RequestStatus Status,
    DateTimeOffset At,
    string ContentHash,
    int Round,
    Guid? PolicyId,
    string? PolicyOwner,
    int? PolicyVersion,
    IReadOnlyList<ApprovalStepView> Steps,
    IReadOnlyList<VoidedRoundView> Voided);

/// <summary>A step of an approval.</summary>
/// <param name="Key">Its name.</param>
/// <param name="After">The steps that are granted before it opens.</param>
/// <param name="Rule">When it is granted.</param>
/// <param name="Percentage">Of a hundred voters, by percentage only.</param>
/// <param name="Needed">How many of its voters must say yes.</param>
/// <param name="Status">How far it was.</param>
/// <param name="Voters">Its voters.</param>
/// <param name="LeftOut">Voters of the policy who have no vote, and why.</param>
/// <param name="Votes">The votes given so far, in order.</param>
/// <param name="CouldDecide">Who could decide it then: people and anyone with a role, in their own right or under a delegation.</param>
/// <param name="Level">How often it was escalated.</param>
/// <param name="Since">When it opened or was last escalated.</param>
/// <param name="RemindedAt">When, since then, those who may decide were reminded.</param>
/// <param name="EscalatesAt">When others may decide in their place; null: it goes no further.</param>
public sealed record ApprovalStepView(
    string Key,
    IReadOnlyList<string> After,
    ApprovalRule Rule,
    int? Percentage,
    int Needed,
    ApprovalStepStatus Status,
    IReadOnlyList<ApprovalSeat> Voters,
    IReadOnlyList<LeftOutVoter> LeftOut,
    IReadOnlyList<VoteView> Votes,
    IReadOnlyList<Eligible> CouldDecide,
    int Level,
    DateTimeOffset? Since,
    DateTimeOffset? RemindedAt,
    DateTimeOffset? EscalatesAt);

/// <summary>A vote.</summary>
/// <param name="Voter">The subject who decided.</param>
/// <param name="Granted">Whether it was a yes.</param>
/// <param name="Seat">As which of the step's voters.</param>
/// <param name="Level">0: as the policy says; above: in place of voters who did not answer.</param>
/// <param name="OnBehalfOf">The subject who delegated.</param>
/// <param name="DelegationId">The delegation.</param>
/// <param name="Reason">Why not; null once destroyed.</param>
/// <param name="At">When.</param>
public sealed record VoteView(
    string Voter, bool Granted, ApprovalSeat Seat, int Level, string? OnBehalfOf, Guid? DelegationId, string? Reason, DateTimeOffset At);

/// <summary>A round whose votes count no more.</summary>
/// <param name="Round">Which.</param>
/// <param name="ContentHash">Fingerprint of what was shown.</param>
/// <param name="Differences">What changed, by line and member.</param>
/// <param name="Votes">The votes that were given.</param>
/// <param name="At">When.</param>
public sealed record VoidedRoundView(
    int Round, string ContentHash, IReadOnlyList<ContentDifference> Differences, IReadOnlyList<VoteView> Votes, DateTimeOffset At);

/// <summary>A request that waits for the caller's vote.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Number">What people call it.</param>
/// <param name="RequestedBy">The subject who asks.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Lines">What exactly is to be approved.</param>
/// <param name="MonthlyTotal">What it costs over one whole month, before taxes.</param>
/// <param name="OneOffTotal">What it costs once, when it is delivered, before taxes.</param>
/// <param name="ContentHash">Fingerprint of that: an approval names it.</param>
/// <param name="Round">1, then one more each time that what is asked changed.</param>
/// <param name="Asked">The votes that the caller may give.</param>
/// <param name="ChangedSince">What changed since the caller last voted on it; since it was submitted, where the caller never did.</param>
/// <param name="Location">Where the request is.</param>
public sealed record AwaitedApprovalView(
    Guid RequestId,
    string Number,
    string RequestedBy,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<RequestLineView> Lines,
    Domain.Kernel.Money MonthlyTotal,
    Domain.Kernel.Money OneOffTotal,
    string ContentHash,
    int Round,
    IReadOnlyList<AskedVoteView> Asked,
    IReadOnlyList<ContentDifference> ChangedSince,
    string Location);

/// <summary>A vote that the caller may give.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Seat">As which of its voters.</param>
/// <param name="Level">0: as the policy says; above: in place of voters who did not answer.</param>
/// <param name="OnBehalfOf">The subject who delegated; null: in the caller's own right.</param>
/// <param name="DelegationId">The delegation.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="EscalatesAt">When others may decide too; null: it goes no further.</param>
public sealed record AskedVoteView(
    string StepKey, ApprovalSeat Seat, int Level, string? OnBehalfOf, Guid? DelegationId, DateTimeOffset? Since, DateTimeOffset? EscalatesAt);
