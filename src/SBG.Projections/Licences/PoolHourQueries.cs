using Marten;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Projections.Kernel;

namespace SBG.Projections.Licences;

/// <summary>Reads the hours of pools, and pools by them.</summary>
public static class PoolHourQueries
{
    /// <summary>
    /// What is recorded to have happened to a pool up to an instant: the last hour that began by then as it stood at that instant, and the pool after it. Folded from the events of
    /// that hour alone; from more, never wrongly, where the view is behind.
    /// </summary>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="instant">UTC.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>No hour and no pool when there was none yet.</returns>
    public static async Task<PoolHours> HoursUpTo(this IQuerySession session, Guid poolId, DateTimeOffset instant, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        var hours = session.Query<PoolHour>().Where(hour => hour.PoolId == poolId);
        var opening = (await hours.Where(hour => hour.Hour <= instant).OrderByDescending(hour => hour.Hour).FirstOrDefaultAsync(stop))?.Opening;
        var next = (await hours.Where(hour => hour.Hour > instant).OrderBy(hour => hour.Hour).FirstOrDefaultAsync(stop))?.Opening?.Version ?? 0;
        var fold = new PoolHours(poolId, opening, null);
        if (next > 0 && next == opening?.Version)
        {
            return fold;
        }

        foreach (var e in await session.Events.FetchStreamAsync(poolId, next, fromVersion: (opening?.Version ?? 0) + 1, token: stop))
        {
            if (e.OccurredAt() is var at && at <= instant)
            {
                fold.Apply((EventOf<LicencePool>)e.Data, at);
            }
        }

        return fold;
    }

    /// <summary>Each hour of a period, those in which nothing happened included, as it stood at an instant.</summary>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="period">From the first instant of an hour to that of another.</param>
    /// <param name="instant">UTC: what happened later is not told.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>By hour; hours before the pool was opened, and after the instant, are left out.</returns>
    public static async Task<IReadOnlyList<PoolHour>> HoursOf(this IQuerySession session, Guid poolId, Period period, DateTimeOffset instant, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        var last = period.Until - TimeSpan.FromTicks(1) is var end && end < instant ? end : instant;
        var (from, until) = (period.From, PoolHour.Of(last));
        var kept = await session.Query<PoolHour>().Where(hour => hour.PoolId == poolId && hour.Hour >= from && hour.Hour < until).ToListAsync(stop);
        var known = kept.Concat((await session.HoursUpTo(poolId, last, stop)).Hours).GroupBy(hour => hour.Hour).ToDictionary(hour => hour.Key, hour => hour.Last());
        var (told, before) = (new List<PoolHour>(), (await session.HoursUpTo(poolId, from - TimeSpan.FromTicks(1), stop)).Pool is { } pool ? PoolHour.Begin(poolId, from, pool) : null);
        for (var hour = from; hour <= until; hour = hour.AddHours(1))
        {
            if ((known.GetValueOrDefault(hour) ?? before?.Quiet(hour)) is { } one)
            {
                told.Add(before = one.Until(last < instant ? hour.AddHours(1) : instant));
            }
        }

        return told;
    }
}
