using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>Someone let a colleague decide in one's place.</summary>
/// <param name="DelegationId">The stream.</param>
/// <param name="From">The subject who lets decide.</param>
/// <param name="To">The subject who may decide.</param>
/// <param name="Roles">The roles of <paramref name="From"/> that go with it.</param>
/// <param name="StartsAt">From when (UTC).</param>
/// <param name="EndsAt">Until when (UTC), exclusive.</param>
/// <param name="Reason">Why.</param>
[StoredAs("approvals_delegated")]
public sealed record ApprovalsDelegated(
    Guid DelegationId, string From, string To, ImmutableArray<string> Roles, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Sealed<string>? Reason) : EventOf<ApprovalDelegation>;

/// <summary>The delegation was taken back before its end; what was decided under it stands.</summary>
/// <param name="RevokedBy">The subject who took it back.</param>
[StoredAs("approval_delegation_revoked")]
public sealed record ApprovalDelegationRevoked(string RevokedBy) : EventOf<ApprovalDelegation>;
