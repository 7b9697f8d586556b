using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Licences.Leases;

namespace SBG.Api.Licences.Leases;

/// <summary>A seat of a shared pool that is lent to a person, as the API shows it.</summary>
/// <param name="Id">The lease.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="PersonId">Who uses it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="HeldSince">Since when it holds a seat; null: it never did.</param>
/// <param name="EndsAt">When its seat is free again by itself; null: it holds none.</param>
/// <param name="EndedAt">When it was over; null: it is not.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record LeaseView(
    Guid Id,
    Guid PoolId,
    Guid PersonId,
    LeaseStatus Status,
    DateTimeOffset AskedAt,
    DateTimeOffset? HeldSince,
    DateTimeOffset? EndsAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<string> Actions)
{
    /// <summary>Represents a lease.</summary>
    /// <param name="lease">The lease, as it is now.</param>
    /// <param name="actor">The caller.</param>
    public static LeaseView Of(LicenceLease lease, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var actions = new Actions(actor)
            .May("renew", RenewLease.Hindrance(lease), LeaseEndpoints.Users)
            .May("release", ReleaseLease.Hindrance(lease), LeaseEndpoints.Users);
        return new(lease.Id, lease.PoolId, lease.PersonId, lease.Status, lease.AskedAt, lease.HeldSince, lease.HeldUntil, lease.EndedAt, actions.Listed);
    }
}
