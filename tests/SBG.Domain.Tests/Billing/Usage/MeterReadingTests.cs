using CsCheck;
using FluentAssertions;
using NodaTime;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing.Usage;

public sealed class MeterReadingTests
{
    private static readonly DateTimeZone Toronto = DateTimeZoneProviders.Tzdb["America/Toronto"];
    private static readonly DateTimeOffset Later = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<UsageEntry[]> Reports =
        Gen.Select(Gen.Int[0, 5 * 24 * 60], Gen.Int[0, 1_000], Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 40].Select(all => all
            .Select((one, n) => Entry($"{n}", LocalDay.Start(new(2026, 10, 30), Toronto).AddMinutes(one.Item1), one.Item2 / 10m, $"cc-{one.Item3}", $"vol-{one.Item4}"))
            .ToArray());

    [Theory]
    [InlineData(2026, 3, 8, 23)]
    [InlineData(2026, 11, 1, 25)]
    [InlineData(2026, 11, 2, 24)]
    public void A_level_holds_through_every_hour_of_its_day(int year, int month, int day, int hours)
    {
        var date = new DateOnly(year, month, day);
        var reading = Read(Aggregation.TimeWeighted, date, date.AddDays(1), Entry("1", LocalDay.Start(date, Toronto).AddDays(-3), 2m));
        reading.Totals.Single().Quantity.Should().Be(2m * hours * 3600m, "nothing was told since, so the level still holds");
        reading.Totals.Single().Unit.Should().Be("GB.s");
    }

    [Fact]
    public void A_level_is_counted_up_to_now_and_ends_with_a_report_of_zero()
    {
        var date = new DateOnly(2026, 11, 2);
        var noon = LocalDay.Start(date, Toronto).AddHours(12);
        var entries = new[] { Entry("1", noon.AddHours(-1), 5m), Entry("2", noon, 0m) };
        Read(Aggregation.TimeWeighted, date, date.AddDays(2), entries).Days.Should().ContainSingle().Which.Read.Quantity.Should().Be(5m * 3600m);
        ReadUntil(noon.AddMinutes(-30), Aggregation.TimeWeighted, date, date.AddDays(2), entries).Totals.Single().Quantity.Should().Be(5m * 1800m);
    }

    [Fact]
    public void Each_aggregation_makes_its_number_of_days_and_of_all()
    {
        var (first, second) = (new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 2));
        UsageEntry[] entries =
        [
            Entry("1", LocalDay.Start(first, Toronto), 3m) with { Key = "ana" },
            Entry("2", LocalDay.Start(second, Toronto).AddTicks(-1), 7m) with { Key = "bo" },
            Entry("3", LocalDay.Start(second, Toronto), 5m) with { Key = "ana" },
        ];
        Numbers(Aggregation.Count).Should().Equal(2m, 1m, 3m);
        Numbers(Aggregation.Sum).Should().Equal(10m, 5m, 15m);
        Numbers(Aggregation.Max).Should().Equal(7m, 5m, 7m);
        Numbers(Aggregation.Latest).Should().Equal(7m, 5m, 5m);
        Numbers(Aggregation.UniqueCount).Should().Equal(2m, 1m, 2m);

        IEnumerable<decimal> Numbers(Aggregation aggregation)
        {
            var reading = Read(aggregation, first, second.AddDays(1), entries);
            return reading.Days.Select(day => day.Read.Quantity).Append(reading.Totals.Single().Quantity);
        }
    }

    [Fact]
    public void Order_and_batching_of_reports_change_no_reading() =>
        Gen.Select(Reports, Gen.Enum<Aggregation>(), Gen.Int, Gen.Int[1, 7]).Sample((reports, aggregation, seed, size) =>
        {
            var shuffled = reports.ToArray();
            new Random(seed).Shuffle(shuffled);
            Told(shuffled, size).Should().Be(Told(reports, 1_000));

            string Told(UsageEntry[] entries, int batch)
            {
                var (logs, days) = Logs(aggregation, entries, batch);
                var reading = logs.Length == 0 ? null : MeterReading.Of(logs, days, [], (new(2026, 10, 30), new(2026, 11, 5)), Toronto, Later);
                return System.Text.Json.JsonSerializer.Serialize(new { reading?.Totals, Days = reading?.Days.Select(day => new { day.Day, day.Read }) });
            }
        });

    [Fact]
    public void Cutting_the_days_anywhere_leaves_the_sum_of_levels_over_time() =>
        Gen.Select(Reports, Gen.Int[1, 5]).Sample((reports, cut) =>
        {
            var (from, to) = (new DateOnly(2026, 10, 30), new DateOnly(2026, 11, 5));
            var middle = from.AddDays(cut);
            Total(from, middle).Should().Be(Total(from, to) - Total(middle, to));

            decimal Total(DateOnly first, DateOnly end) => reports.All(report => LocalDay.Of(report.Time, Toronto) >= end) ? 0m : Read(Aggregation.TimeWeighted, first, end, reports).Totals.Sum(total => total.Quantity);
        });

    private static MeterReading Read(Aggregation aggregation, DateOnly from, DateOnly to, params UsageEntry[] entries) => ReadUntil(Later, aggregation, from, to, entries);

    private static MeterReading ReadUntil(DateTimeOffset through, Aggregation aggregation, DateOnly from, DateOnly to, params UsageEntry[] entries)
    {
        var (logs, days) = Logs(aggregation, entries, 2);
        return MeterReading.Of(
            [.. logs.Where(log => log.Day >= from && log.Day < to)], [.. days.Where(day => day.Day >= from && day.Day < to)], [.. logs.Where(log => log.Day < from)], (from, to), Toronto, through);
    }

    private static (UsageLog[] Logs, (DateOnly Day, UsageEntry Entry)[] Entries) Logs(Aggregation aggregation, UsageEntry[] entries, int batch)
    {
        var logs = new Dictionary<DateOnly, UsageLog>();
        foreach (var told in entries.Chunk(batch).SelectMany(chunk => chunk.GroupBy(entry => LocalDay.Of(entry.Time, Toronto))))
        {
            var received = new UsageReceived(UsageLog.StreamOf("cegep-fjord", "storage", told.Key), "storage", aggregation, "GB", told.Key, [.. told]);
            logs[told.Key] = UsageLog.Evolve(logs.GetValueOrDefault(told.Key), received, Later)!;
        }

        return ([.. logs.Values], [.. entries.Select(entry => (LocalDay.Of(entry.Time, Toronto), entry))]);
    }

    private static UsageEntry Entry(string id, DateTimeOffset time, decimal value, string? dimension = null, string? subject = null) =>
        new("/essai", id, time, value, dimension, subject, $"k-{value % 5}");
}
