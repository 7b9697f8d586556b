using System.Collections.Immutable;
using NodaTime;

namespace SBG.Domain.Billing.Usage;

/// <summary>What a meter reads for one dimension.</summary>
/// <param name="Meter">The key of the meter.</param>
/// <param name="Dimension">For whom, the key of a <see cref="UsageDimension"/>; empty for none.</param>
/// <param name="Unit">Of the quantity.</param>
/// <param name="Quantity">Exact.</param>
public readonly record struct MeterQuantity(string Meter, string Dimension, string Unit, decimal Quantity);

/// <summary>The readings of one meter over days.</summary>
/// <param name="Totals">By dimension, over all the days.</param>
/// <param name="Days">By day and dimension; days without any are left out.</param>
public sealed record MeterReading(ImmutableArray<MeterQuantity> Totals, ImmutableArray<(DateOnly Day, MeterQuantity Read)> Days)
{
    /// <summary>Reads a meter: from the logs' tallies, or for keys and levels from the reports themselves.</summary>
    /// <param name="logs">The meter's logs of the days; at least one unless there are levels from before.</param>
    /// <param name="entries">All reports of those logs; only of use for keys and levels.</param>
    /// <param name="before">For levels: the meter's logs of earlier days.</param>
    /// <param name="days">First day and first day after.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="through">Up to when levels have held (UTC).</param>
    public static MeterReading Of(
        IReadOnlyCollection<UsageLog> logs,
        IReadOnlyCollection<(DateOnly Day, UsageEntry Entry)> entries,
        IReadOnlyCollection<UsageLog> before,
        (DateOnly From, DateOnly To) days,
        DateTimeZone zone,
        DateTimeOffset through)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(before);
        var meter = logs.Concat(before).First();
        return meter.Aggregation switch
        {
            Aggregation.UniqueCount => Unique(meter, entries),
            Aggregation.TimeWeighted => Add(meter, Levels.ByDay(entries.Select(entry => entry.Entry), before, days, zone, through)),
            Aggregation.Count => Add(meter, PerDay(logs, tally => tally.Count)),
            Aggregation.Sum => Add(meter, PerDay(logs, tally => tally.Sum)),
            Aggregation.Max => Pick(meter, logs, tally => tally.Max, tallies => tallies.Max(tally => tally.Max)),
            _ => Pick(meter, logs, tally => tally.Latest, tallies => tallies.OrderBy(tally => tally.LatestAt).ThenBy(tally => tally.LatestName, StringComparer.Ordinal).Last().Latest),
        };
    }

    private static IEnumerable<(DateOnly Day, string Dimension, decimal Quantity)> PerDay(IEnumerable<UsageLog> logs, Func<UsageTally, decimal> quantity) =>
        logs.SelectMany(log => log.Tallies.Select(tally => (log.Day, tally.Key, quantity(tally.Value))));

    private static MeterReading Add(UsageLog meter, IEnumerable<(DateOnly Day, string Dimension, decimal Quantity)> perDay)
    {
        var all = perDay.ToArray();
        return Make(meter, all, all.GroupBy(one => one.Dimension).Select(one => (one.Key, one.Sum(day => day.Quantity))));
    }

    private static MeterReading Pick(
        UsageLog meter, IReadOnlyCollection<UsageLog> logs, Func<UsageTally, decimal> quantity, Func<IEnumerable<UsageTally>, decimal> total) =>
        Make(meter, PerDay(logs, quantity), logs.SelectMany(log => log.Tallies).GroupBy(one => one.Key).Select(one => (one.Key, total(one.Select(tally => tally.Value)))));

    private static MeterReading Unique(UsageLog meter, IReadOnlyCollection<(DateOnly Day, UsageEntry Entry)> entries) => Make(
        meter,
        entries.GroupBy(one => (one.Day, Dimension: one.Entry.For())).Select(one => (one.Key.Day, one.Key.Dimension, Distinct(one))),
        entries.GroupBy(one => one.Entry.For()).Select(one => (one.Key, Distinct(one))));

    private static decimal Distinct(IEnumerable<(DateOnly Day, UsageEntry Entry)> entries) => entries.Select(one => one.Entry.Key).Distinct(StringComparer.Ordinal).Count();

    private static MeterReading Make(UsageLog meter, IEnumerable<(DateOnly Day, string Dimension, decimal Quantity)> days, IEnumerable<(string Dimension, decimal Quantity)> totals)
    {
        var unit = meter.Aggregation switch { Aggregation.TimeWeighted => meter.Unit + ".s", Aggregation.Count or Aggregation.UniqueCount => "1", _ => meter.Unit };
        return new(
            [.. totals.OrderBy(one => one.Dimension, StringComparer.Ordinal).Select(one => new MeterQuantity(meter.Meter, one.Dimension, unit, one.Quantity))],
            [.. days.OrderBy(one => one.Day).ThenBy(one => one.Dimension, StringComparer.Ordinal).Select(one => (one.Day, new MeterQuantity(meter.Meter, one.Dimension, unit, one.Quantity)))]);
    }
}
