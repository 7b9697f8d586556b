using Marten;
using SBG.Domain.Licences;
using SBG.Projections.Licences;

namespace SBG.Api.Licences;

/// <summary>
/// A pool at an instant. What is recorded of it is cut by when it happened, not by when it was recorded: its events bear times that never go backwards.
/// </summary>
/// <param name="Recorded">What is recorded to have happened up to the instant.</param>
/// <param name="Lapses">What ended by itself since and is not recorded yet, in the order in which it will be.</param>
internal sealed record PoolAt(LicencePool Recorded, IReadOnlyList<Lapse> Lapses)
{
    /// <summary>The pool as it is at the instant.</summary>
    public LicencePool State => Lapses.Aggregate(Recorded, (pool, lapse) => LicencePool.Evolve(pool, lapse.Happened, lapse.At)!);

    /// <summary>A pool now.</summary>
    /// <param name="session">A session of any tenant.</param>
    /// <param name="recorded">The pool, as recorded.</param>
    /// <param name="now">UTC.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<PoolAt> Now(IQuerySession session, LicencePool recorded, DateTimeOffset now, CancellationToken stop)
    {
        var instant = now > recorded.ChangedAt ? now : recorded.ChangedAt;
        return new(recorded, Lapse.Until(recorded, instant, recorded.Kind == PoolKind.Shared ? await session.LapsedLeases(recorded.Id, instant, stop) : []));
    }

    /// <summary>A pool at an instant of the past, from its events.</summary>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="instant">UTC.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there was no such pool yet.</returns>
    public static async Task<PoolAt?> AsOf(IQuerySession session, Guid poolId, DateTimeOffset instant, CancellationToken stop)
    {
        var recorded = (await session.HoursUpTo(poolId, instant, stop)).Pool;
        return recorded is null ? null : await Now(session, recorded, instant, stop);
    }
}
