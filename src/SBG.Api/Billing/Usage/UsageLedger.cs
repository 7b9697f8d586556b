using JasperFx.Events;
using Marten;
using NodaTime;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>
/// A client's logs of some days, with amendments read on top. Sums, counts, maxima and last values come from one small row a day; the reports
/// themselves are read only where those rows don't say enough: keys, levels, amended days, and days of which more is known than is asked for.
/// </summary>
internal sealed class UsageLedger
{
    private readonly IReadOnlyList<UsageLog> _logs;
    private readonly IReadOnlyDictionary<Guid, UsageStanding[]> _standings;

    private UsageLedger(IReadOnlyList<UsageLog> logs, IReadOnlyDictionary<Guid, UsageStanding[]> standings) => (_logs, _standings) = (logs, standings);

    /// <summary>The meters that are reported, in ordinal order.</summary>
    public IEnumerable<string> Meters => _logs.Select(log => log.Meter).Distinct().Order(StringComparer.Ordinal);

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
            [.. logs.Select(log => opened.Contains(log.Id) ? log.Recounted(standings.GetValueOrDefault(log.Id) ?? []) : log).Where(log => log.Tallies.Count > 0)],
            standings);
    }

    /// <summary>What a meter reads; null when nothing of it is known by then.</summary>
    /// <param name="meter">The key of the meter.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="through">Up to when levels have held (UTC).</param>
    public MeterReading? Read(string meter, DateOnly from, DateOnly to, DateTimeZone zone, DateTimeOffset through)
    {
        var logs = _logs.Where(log => log.Meter == meter && log.Day >= from && log.Day < to).ToArray();
        var before = _logs.Where(log => log.Meter == meter && log.Day < from && log.Aggregation == Aggregation.TimeWeighted).ToArray();
        return logs.Length + before.Length == 0
            ? null
            : MeterReading.Of(
                logs,
                [.. logs.SelectMany(log => (_standings.GetValueOrDefault(log.Id) ?? []).Where(standing => !standing.Cancelled).Select(standing => (log.Day, standing.Entry)))],
                before,
                (from, to),
                zone,
                through);
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
