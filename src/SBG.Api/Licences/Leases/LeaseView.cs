using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Projections.Licences;

namespace SBG.Api.Licences.Leases;

/// <summary>A seat of a shared pool that is lent to a person, as the API shows it.</summary>
/// <param name="Id">The lease.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="PersonId">Who uses it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="HeldSince">Since when it holds a seat; null: it never did.</param>
/// <param name="EndsAt">When its seat, used or kept, is free again by itself; null: it holds none.</param>
/// <param name="EndedAt">When it was over; null: it is not.</param>
/// <param name="Place">Its place in the line, from 1; null: it does not wait.</param>
/// <param name="EstimatedWait">How long it will wait, as the last leases of the pool tell; null: it does not wait, or they tell nothing.</param>
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
    int? Place,
    TimeSpan? EstimatedWait,
    IReadOnlyList<string> Actions)
{
    /// <summary>Represents a lease.</summary>
    /// <param name="lease">The lease, as it is now.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="place">Its place in the line.</param>
    /// <param name="wait">How long it will wait.</param>
    internal static LeaseView Of(LicenceLease lease, Actor actor, int? place, TimeSpan? wait)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var actions = new Actions(actor)
            .May("renew", RenewLease.Hindrance(lease), LeaseEndpoints.Users)
            .May("release", ReleaseLease.Hindrance(lease), LeaseEndpoints.Users)
            .May("take", TakeLease.Hindrance(lease), LeaseEndpoints.Users)
            .May("withdraw", WithdrawLease.Hindrance(lease), LeaseEndpoints.Users);
        return new(
            lease.Id, lease.PoolId, lease.PersonId, lease.Status, lease.AskedAt, lease.HeldSince, lease.HeldUntil, lease.EndedAt, place, wait, actions.Listed);
    }
}

/// <summary>Represents leases, with their place in the line where they wait.</summary>
internal static class LeaseViews
{
    /// <summary>Represents a lease.</summary>
    /// <param name="session">A session of any tenant.</param>
    /// <param name="lease">The lease, as it is now.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<LeaseView> View(this IQuerySession session, LicenceLease lease, Actor actor, CancellationToken stop)
    {
        if (lease.Ticket is null)
        {
            return LeaseView.Of(lease, actor, null, null);
        }

        var place = await session.PlaceOf(lease, stop);
        var seats = await session.Query<LicencePool>().Where(pool => pool.AnyTenant() && pool.Id == lease.PoolId).Select(pool => pool.Balance.Purchased).SingleAsync(stop);
        return LeaseView.Of(lease, actor, place, WaitEstimate.Of(place, seats, await session.LastLengths(lease.PoolId, WaitEstimate.Sample, stop)));
    }
}
