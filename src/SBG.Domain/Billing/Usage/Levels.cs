using NodaTime;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>
/// Levels over time. A level holds from its report until the next of the same series, over gaps and midnights: a producer that falls silent
/// has not given back what it held; it reports zero to end. Of two reports of one instant, the one whose name is later in ordinal order holds.
/// </summary>
internal static class Levels
{
    /// <summary>Level x seconds, by day and dimension, exact; 23, 24 or 25 hours a day.</summary>
    /// <param name="entries">All reports of the days.</param>
    /// <param name="before">Logs of earlier days.</param>
    /// <param name="days">First day and first day after.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="through">Up to when levels have held (UTC).</param>
    public static IEnumerable<(DateOnly Day, string Dimension, decimal Quantity)> ByDay(
        IEnumerable<UsageEntry> entries, IEnumerable<UsageLog> before, (DateOnly From, DateOnly To) days, DateTimeZone zone, DateTimeOffset through)
    {
        var begin = LocalDay.Start(days.From, zone);
        var carried = before.SelectMany(log => log.Tallies).GroupBy(tally => tally.Key).ToDictionary(
            series => series.Key,
            series => series.Select(tally => tally.Value).OrderBy(tally => tally.LatestAt).ThenBy(tally => tally.LatestName, StringComparer.Ordinal).Last().Latest);
        var reported = entries.GroupBy(entry => UsageLog.SeriesOf(Aggregation.TimeWeighted, entry)).ToDictionary(
            series => series.Key,
            series => series.OrderBy(entry => entry.Time).ThenBy(entry => entry.Source + '\u001f' + entry.Id, StringComparer.Ordinal).ToArray());
        var held = new Dictionary<(DateOnly Day, string Dimension), decimal>();
        foreach (var series in carried.Keys.Union(reported.Keys))
        {
            var (from, level) = (begin, carried.GetValueOrDefault(series));
            foreach (var entry in reported.GetValueOrDefault(series) ?? [])
            {
                Hold(UsageLog.DimensionOf(series), level, from, entry.Time);
                (from, level) = (entry.Time, entry.Value ?? 0m);
            }

            Hold(UsageLog.DimensionOf(series), level, from, LocalDay.Start(days.To, zone));
        }

        return held.Select(one => (one.Key.Day, one.Key.Dimension, one.Value / TimeSpan.TicksPerSecond));

        void Hold(string dimension, decimal level, DateTimeOffset from, DateTimeOffset until)
        {
            until = until < through ? until : through;
            for (var day = LocalDay.Of(from, zone); level > 0m && from < until; day = day.AddDays(1))
            {
                var midnight = LocalDay.Start(day.AddDays(1), zone);
                var end = midnight < until ? midnight : until;
                held[(day, dimension)] = held.GetValueOrDefault((day, dimension)) + (level * (end - from).Ticks);
                from = end;
            }
        }
    }
}
