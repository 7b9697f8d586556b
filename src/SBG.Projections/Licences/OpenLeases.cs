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

    /// <summary>The lease that a person of the session's client holds of a pool; null: none.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="personId">The person.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="now">UTC.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<LicenceLease?> LeaseOf(this IQuerySession session, Guid personId, Guid poolId, DateTimeOffset now, CancellationToken stop) =>
        session.Query<LicenceLease>().FirstOrDefaultAsync(lease => lease.PersonId == personId && lease.PoolId == poolId && lease.HeldUntil > now, stop);

    /// <summary>Those of the leases that stand so at an instant, whether or not their end is recorded.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="status">How they stand.</param>
    /// <param name="instant">UTC.</param>
    public static IQueryable<LicenceLease> Standing(this IQueryable<LicenceLease> leases, LeaseStatus status, DateTimeOffset instant) => status switch
    {
        LeaseStatus.Active => leases.Where(lease => lease.Status == LeaseStatus.Active && lease.HeldUntil > instant),
        LeaseStatus.Expired => leases.Where(lease => lease.Status == LeaseStatus.Expired || lease.HeldUntil <= instant),
        _ => leases.Where(lease => lease.Status == status),
    };
}
