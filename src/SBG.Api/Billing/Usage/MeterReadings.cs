using Marten;
using NodaTime;
using SBG.Domain.Billing.Usage;

namespace SBG.Api.Billing.Usage;

/// <summary>Reads what a client's meters say: one query for the logs, one for the reports where those are needed.</summary>
internal static class MeterReadings
{
    /// <summary>The readings of all meters of a client.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="through">Up to when levels have held (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyList<MeterReading>> Read(
        IQuerySession session, DateOnly from, DateOnly to, DateTimeZone zone, DateTimeOffset through, CancellationToken stop)
    {
        var logs = await session.Query<UsageLog>().Where(log => log.Day >= from && log.Day < to).ToListAsync(stop);
        var before = await session.Query<UsageLog>().Where(log => log.Aggregation == Aggregation.TimeWeighted && log.Day < from).ToListAsync(stop);
        var entries = new Dictionary<string, List<(DateOnly, UsageEntry)>>();
        Guid[] detailed = [.. logs.Where(log => log.Aggregation is Aggregation.TimeWeighted or Aggregation.UniqueCount).Select(log => log.Id)];
        if (detailed.Length > 0)
        {
            foreach (var happened in await session.Events.QueryAllRawEvents().Where(e => detailed.Contains(e.StreamId)).OrderBy(e => e.Sequence).ToListAsync(stop))
            {
                var received = (UsageReceived)happened.Data;
                if (!entries.TryGetValue(received.Meter, out var list))
                {
                    entries[received.Meter] = list = [];
                }

                list.AddRange(received.Entries.Select(entry => (received.Day, entry)));
            }
        }

        return
        [
            .. logs.Concat(before).Select(log => log.Meter).Distinct().Order(StringComparer.Ordinal).Select(meter => MeterReading.Of(
                [.. logs.Where(log => log.Meter == meter)],
                entries.GetValueOrDefault(meter) ?? [],
                [.. before.Where(log => log.Meter == meter)],
                (from, to),
                zone,
                through)),
        ];
    }
}
