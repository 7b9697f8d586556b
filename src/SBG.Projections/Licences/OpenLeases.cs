using Marten;
using SBG.Domain.Licences.Leases;

namespace SBG.Projections.Licences;

/// <summary>Finds leases that hold a seat, over all clients: in code that decides about a pool or shows it to the provider.</summary>
public static class OpenLeases
{
    /// <summary>Leases of a pool that ended by themselves and are not recorded to be over; as a rule none.</summary>
    /// <param name="session">A session of any tenant.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="instant">Up to when (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<LicenceLease[]> LapsedLeases(this IQuerySession session, Guid poolId, DateTimeOffset instant, CancellationToken stop) =>
        [.. await session.Query<LicenceLease>().Where(lease => lease.AnyTenant() && lease.PoolId == poolId && lease.HeldUntil <= instant)
            .OrderBy(lease => lease.HeldUntil).ThenBy(lease => lease.Id).ToListAsync(stop)];

    /// <summary>How many leases of a pool hold a seat beyond an instant, unless they end before by someone's doing.</summary>
    /// <param name="session">A session of any tenant.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="instant">The instant (UTC).</param>
    /// <param name="but">A lease that is not counted.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<int> LeasesBeyond(this IQuerySession session, Guid poolId, DateTimeOffset instant, Guid but, CancellationToken stop) =>
        session.Query<LicenceLease>().CountAsync(lease => lease.AnyTenant() && lease.PoolId == poolId && lease.HeldUntil > instant && lease.Id != but, stop);

    /// <summary>Those who wait for a seat of a pool, by ticket.</summary>
    /// <param name="session">A session of any tenant.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<LicenceLease>> Line(this IQuerySession session, Guid poolId, CancellationToken stop) =>
        await session.Query<LicenceLease>().Where(lease => lease.AnyTenant() && lease.PoolId == poolId && lease.Ticket != null).OrderBy(lease => lease.Ticket).ToListAsync(stop);

    /// <summary>The place of a waiting lease in the line, from 1.</summary>
    /// <param name="session">A session of any tenant.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<int> PlaceOf(this IQuerySession session, LicenceLease lease, CancellationToken stop)
    {
        var (pool, ticket) = (lease.PoolId, lease.Ticket);
        return 1 + await session.Query<LicenceLease>().CountAsync(other => other.AnyTenant() && other.PoolId == pool && other.Ticket < ticket, stop);
    }

    /// <summary>How long the leases of a pool that ended last held their seats.</summary>
    /// <param name="session">A session of any tenant.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<TimeSpan>> LastLengths(this IQuerySession session, Guid poolId, int count, CancellationToken stop)
    {
        var ended = await session.Query<LicenceLease>()
            .Where(lease => lease.AnyTenant() && lease.PoolId == poolId && lease.EndedAt != null && lease.HeldSince != null)
            .OrderByDescending(lease => lease.EndedAt).Take(count).ToListAsync(stop);
        return [.. ended.Select(lease => lease.EndedAt!.Value - lease.HeldSince!.Value)];
    }

    /// <summary>The lease that a person of the session's client holds of a pool, or waits for; null: none.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="personId">The person.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="now">UTC.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<LicenceLease?> LeaseOf(this IQuerySession session, Guid personId, Guid poolId, DateTimeOffset now, CancellationToken stop) =>
        session.Query<LicenceLease>().FirstOrDefaultAsync(lease => lease.PersonId == personId && lease.PoolId == poolId && (lease.HeldUntil > now || lease.Ticket != null), stop);

    /// <summary>Those of the leases that stand so at an instant, whether or not their end is recorded.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="status">How they stand.</param>
    /// <param name="instant">UTC.</param>
    public static IQueryable<LicenceLease> Standing(this IQueryable<LicenceLease> leases, LeaseStatus status, DateTimeOffset instant) => status switch
    {
        LeaseStatus.Active or LeaseStatus.Offered => leases.Where(lease => lease.Status == status && lease.HeldUntil > instant),
        LeaseStatus.Expired => leases.Where(lease => lease.Status == LeaseStatus.Expired || (lease.Status == LeaseStatus.Active && lease.HeldUntil <= instant)),
        LeaseStatus.Passed => leases.Where(lease => lease.Status == LeaseStatus.Passed || (lease.Status == LeaseStatus.Offered && lease.HeldUntil <= instant)),
        _ => leases.Where(lease => lease.Status == status),
    };
}
