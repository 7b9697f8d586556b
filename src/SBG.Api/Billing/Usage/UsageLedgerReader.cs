using JasperFx.Events;
using Marten;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>
/// Reads a client's ledger. Sums, counts, maxima and last values come from one small row a day; the reports themselves are read only where those
/// rows don't say enough: keys, levels, amended days, and days of which more is known than is asked for.
/// </summary>
internal static class UsageLedgerReader
{
    /// <summary>Loads the logs.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="known">Which logs to read and how far, by their version, to read what was known at an earlier time; null: all of all.</param>
    public static async Task<UsageLedger> Load(
        IQuerySession session, DateOnly from, DateOnly to, CancellationToken stop, IReadOnlyDictionary<Guid, long>? known = null)
    {
        var logs = await session.Query<UsageLog>()
            .Where(log => log.Day < to && (log.Day >= from || log.Aggregation == Aggregation.TimeWeighted))
            .ToListAsync(stop);
        if (known is not null)
        {
            logs = [.. logs.Where(log => known.ContainsKey(log.Id))];
        }

        Guid[] opened =
        [
            .. logs.Where(log => log.Amendments > 0
                || (log.Day >= from && log.Aggregation is Aggregation.TimeWeighted or Aggregation.UniqueCount)
                || log.Version > known?[log.Id]).Select(log => log.Id),
        ];
        var standings = (await Read(session, opened, known, stop))
            .ToDictionary(log => log.Key, log => UsageStanding.Of(log.Select(Recorded)).ToArray());
        return new(
            [
                .. logs.Select(log => opened.Contains(log.Id) ? log.Recounted(standings.GetValueOrDefault(log.Id) ?? []) : log)
                    .Select(log => known is null ? log : log with { Version = known[log.Id] }),
            ],
            standings);
    }

    /// <summary>The plans that charge meters.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="meters">Keys.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>By key; meters that are only measured are left out.</returns>
    public static async Task<IReadOnlyDictionary<string, Guid>> Plans(IQuerySession session, IEnumerable<string> meters, CancellationToken stop)
    {
        Guid[] ids = [.. meters.Select(Meter.StreamOf)];
        var known = ids.Length == 0 ? [] : await session.ForTenant(Tenant.Provider).LoadManyAsync<Meter>(stop, ids);
        return known.Where(meter => meter.PricePlanId is not null).ToDictionary(meter => meter.Key, meter => meter.PricePlanId!.Value);
    }

    /// <summary>An event of a log as the domain reads it.</summary>
    /// <param name="e">The event.</param>
    public static RecordedUsage Recorded(IEvent e) => new((EventOf<UsageLog>)e.Data, e.Version, e.Timestamp.ToUniversalTime());

    private static async Task<IEnumerable<IGrouping<Guid, IEvent>>> Read(
        IQuerySession session, Guid[] logs, IReadOnlyDictionary<Guid, long>? known, CancellationToken stop)
    {
        if (logs.Length == 0)
        {
            return [];
        }

        var events = await session.Events.QueryAllRawEvents().Where(e => logs.Contains(e.StreamId)).OrderBy(e => e.Sequence).ToListAsync(stop);
        return events.Where(e => known is null || e.Version <= known[e.StreamId]).GroupBy(e => e.StreamId);
    }
}
