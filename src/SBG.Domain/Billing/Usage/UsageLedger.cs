using NodaTime;

namespace SBG.Domain.Billing.Usage;

/// <summary>A client's logs of some days, and of earlier ones where levels go on from there; amendments are read on top.</summary>
/// <param name="Logs">With the tallies of their reports as they read now; none where every report was cancelled, which only the version still tells.</param>
/// <param name="Standings">The reports themselves by log, where tallies don't say enough: keys, levels, amended days.</param>
public sealed record UsageLedger(IReadOnlyList<UsageLog> Logs, IReadOnlyDictionary<Guid, UsageStanding[]> Standings)
{
    /// <summary>Nothing was reported.</summary>
    public static UsageLedger Empty { get; } = new([], new Dictionary<Guid, UsageStanding[]>());

    /// <summary>The meters that are reported, in ordinal order.</summary>
    public IEnumerable<string> Meters => Logs.Where(log => log.Tallies.Count > 0).Select(log => log.Meter).Distinct().Order(StringComparer.Ordinal);

    /// <summary>What a meter reads; null when nothing of it is known.</summary>
    /// <param name="meter">The key of the meter.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="through">Up to when levels have held (UTC).</param>
    public MeterReading? Read(string meter, DateOnly from, DateOnly to, DateTimeZone zone, DateTimeOffset through)
    {
        var (logs, before) = (Of(meter, from, to).ToArray(), Carrying(meter, from));
        return logs.Length + before.Length == 0
            ? null
            : MeterReading.Of(
                logs,
                [.. logs.SelectMany(log => (Standings.GetValueOrDefault(log.Id) ?? []).Where(standing => !standing.Cancelled).Select(standing => (log.Day, standing.Entry)))],
                before,
                (from, to),
                zone,
                through);
    }

    /// <summary>A meter's logs of some days in which a report counts.</summary>
    /// <param name="meter">The key of the meter.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    public IEnumerable<UsageLog> Of(string meter, DateOnly from, DateOnly to) =>
        Logs.Where(log => log.Meter == meter && log.Day >= from && log.Day < to && log.Tallies.Count > 0).OrderBy(log => log.Day);

    /// <summary>The earlier logs on which levels rest at the beginning of a day: for each series, the last that reported it.</summary>
    /// <param name="meter">The key of the meter.</param>
    /// <param name="from">The day.</param>
    public UsageLog[] Carrying(string meter, DateOnly from)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. Logs.Where(log => log.Meter == meter && log.Day < from && log.Aggregation == Aggregation.TimeWeighted)
                .OrderByDescending(log => log.Day)
                .Where(log => log.Tallies.Keys.Where(told.Add).ToArray().Length > 0)
                .OrderBy(log => log.Day),
        ];
    }
}
