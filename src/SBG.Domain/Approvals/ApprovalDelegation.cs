using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>Someone lets a colleague decide in one's place for a while. One level: what was delegated cannot be delegated on.</summary>
/// <param name="Id">The stream.</param>
/// <param name="From">The subject who lets decide.</param>
/// <param name="To">The subject who may decide.</param>
/// <param name="Roles">The roles that <paramref name="From"/> had when delegating: the seats by role that go with it.</param>
/// <param name="StartsAt">From when (UTC).</param>
/// <param name="EndsAt">Until when (UTC), exclusive.</param>
/// <param name="Reason">Why.</param>
/// <param name="GivenAt">When it was given (UTC).</param>
/// <param name="RevokedAt">When it was taken back (UTC); null: it was not.</param>
public sealed record ApprovalDelegation(
    Guid Id,
    string From,
    string To,
    ImmutableArray<string> Roles,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    Sealed<string>? Reason,
    DateTimeOffset GivenAt,
    DateTimeOffset? RevokedAt) : IState<ApprovalDelegation>
{
    /// <summary>Whether it was in force at an instant: given, begun, neither over nor taken back.</summary>
    /// <param name="at">UTC.</param>
    public bool InForce(DateTimeOffset at) => GivenAt <= at && StartsAt <= at && at < EndsAt && (RevokedAt is not { } end || at < end);

    /// <inheritdoc/>
    public static ApprovalDelegation? Evolve(ApprovalDelegation? state, EventOf<ApprovalDelegation> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, ApprovalsDelegated e) => new(e.DelegationId, e.From, e.To, e.Roles, e.StartsAt, e.EndsAt, e.Reason, at, null),
        ({ }, ApprovalDelegationRevoked) => state with { RevokedAt = at },
        _ => state,
    };
}
