using Marten;
using SBG.Domain.Kernel;
using SBG.Domain.Licences.Leases;

namespace SBG.Projections.Licences;

/// <summary>One use of a shared seat: the source of a meter by the hour or by the peak.</summary>
/// <param name="LeaseId">The lease, whose stream proves it.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="PersonId">Who used it.</param>
/// <param name="Used">When; what still runs, up to the instant that was asked.</param>
public sealed record LeaseUse(Guid LeaseId, Guid PoolId, Guid PersonId, Period Used);

/// <summary>Finds uses of shared seats by when they were.</summary>
public static class LeaseUses
{
    /// <summary>The uses of the session's client that touch a period, as far as they went at an instant: two indexed reads, whatever happened before.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="period">When.</param>
    /// <param name="now">The instant (UTC).</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>In the order in which they began.</returns>
    public static async Task<IReadOnlyList<LeaseUse>> LeasesUsedIn(this IQuerySession session, Period period, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (from, until) = (period.From, period.Until);
        var client = session.TenantId;
        var over = await session.Query<LicenceLease>().Where(lease => lease.ClientId == client && lease.UsedSince < until && lease.EndedAt > from).ToListAsync(stop);
        var running = await session.Query<LicenceLease>().Where(lease => lease.UsedSince < until && lease.HeldUntil != null && lease.HeldUntil > from).ToListAsync(stop);
        return
        [
            .. from lease in over.Concat(running)
               let end = lease.EndedAt ?? (lease.HeldUntil < now ? lease.HeldUntil.Value : now)
               where end > lease.UsedSince
               orderby lease.UsedSince, lease.Id
               select new LeaseUse(lease.Id, lease.PoolId, lease.PersonId, new(lease.UsedSince!.Value, end)),
        ];
    }
}
