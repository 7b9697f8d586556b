using JasperFx.Events;
using Marten;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>
/// Reads a client's ledger. Sums, counts, maxima and last values come from one small row a day; the reports themselves are read only where those
/// rows don't say enough: keys, levels, amended days, and days of which more is known than is asked for.
/// </summary>
internal static class UsageLedgerReader
{
    private const string Carrying =
        $"""
        with earlier as (select id, day, data from {StoreConfiguration.Schema}.mt_doc_usagelog where tenant_id = ? and day < ? and data ->> 'aggregation' = 'timeWeighted')
        (select distinct on (e.data ->> 'meter', series) e.id from earlier e, jsonb_object_keys(e.data -> 'tallies') series
            where coalesce((e.data ->> 'amendments')::int, 0) = 0 order by e.data ->> 'meter', series, e.day desc)
        union select id from earlier where (data ->> 'amendments')::int > 0
        """;

    /// <summary>Loads the logs.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="known">Which logs to read and how far, by their version, to read what was known at an earlier time; null: all of all.</param>
    public static async Task<UsageLedger> Load(
        IQuerySession session, DateOnly from, DateOnly to, CancellationToken stop, IReadOnlyDictionary<Guid, long>? known = null)
    {
        var logs = known is null ? await Now(session, from, to, stop) : known.Count == 0 ? [] : await session.LoadManyAsync<UsageLog>(stop, [.. known.Keys]);
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

    // The logs of the days, and those from which levels go on: for each series the last one before, and those that were amended, of which the rows don't say which series they still have.
    private static async Task<IReadOnlyList<UsageLog>> Now(IQuerySession session, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var logs = await session.Query<UsageLog>().Where(log => log.Day >= from && log.Day < to).ToListAsync(stop);
        var carrying = await session.AdvancedSql.QueryAsync<Guid>(Carrying, stop, session.TenantId, from);
        return carrying.Count == 0 ? logs : [.. await session.LoadManyAsync<UsageLog>(stop, [.. carrying]), .. logs];
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
