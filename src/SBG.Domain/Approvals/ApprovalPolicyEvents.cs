using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>An approval policy came into being; its first version follows in the same decision.</summary>
/// <param name="PolicyId">The stream.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">The client that keeps it, or the provider.</param>
[StoredAs("approval_policy_created")]
public sealed record ApprovalPolicyCreated(Guid PolicyId, string Name, string Owner) : EventOf<ApprovalPolicy>;

/// <summary>A version of the policy was published; it is never edited, and requests that wait under another keep it.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Terms">What it says.</param>
[StoredAs("approval_policy_version_published")]
public sealed record ApprovalPolicyVersionPublished(int Number, ApprovalTerms Terms) : EventOf<ApprovalPolicy>;

/// <summary>The policy applies to no new request any more.</summary>
[StoredAs("approval_policy_retired")]
public sealed record ApprovalPolicyRetired : EventOf<ApprovalPolicy>;
