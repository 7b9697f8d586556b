using CsCheck;
using FluentAssertions;
using SBG.Domain.ServiceLevels;
using SBG.Domain.Tests.Billing;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

public sealed class OpenHoursTests
{
    [Theory]
    [InlineData("2026-03-08", 23)]
    [InlineData("2026-11-01", 25)]
    [InlineData("2026-11-02", 24)]
    public void A_whole_local_day_has_the_hours_that_it_has(string day, int hours)
    {
        var whole = OpenHours.Of(Calendars.AllWeek("America/Toronto", new Holiday(new(2030, 1, 1), "later")));
        whole.Between(Toronto($"{day}T00:00"), Toronto($"{day}T00:00", days: 1)).Should().Be(hours * 3600L);
    }

    [Theory]
    [InlineData("2026-03-08", "01:00", "04:00", 2)]
    [InlineData("2026-03-08", "02:15", "02:45", 0)]
    [InlineData("2026-11-01", "00:30", "02:30", 3)]
    public void A_range_over_a_change_of_the_clock_is_as_long_as_it_lasts(string day, string start, string end, int hours)
    {
        var sunday = OpenHours.Of(new("America/Toronto", [new(Weekday.Sunday, Time(start), Time(end))], []));
        sunday.Between(Toronto($"{day}T00:00"), Toronto($"{day}T00:00", days: 1)).Should().Be(hours * 3600L);
    }

    [Fact]
    public void A_night_is_open_over_midnight_and_a_holiday_takes_out_its_own_date_only()
    {
        var night = new CalendarTerms("America/Toronto", [new(Weekday.Wednesday, new(22, 0), new(6, 0))], [new(new(2026, 12, 24), "Veille de Noël")]);
        var hours = OpenHours.Of(night);
        hours.Between(Toronto("2026-12-16T12:00"), Toronto("2026-12-17T12:00")).Should().Be(8 * 3600);
        hours.Between(Toronto("2026-12-23T12:00"), Toronto("2026-12-24T12:00")).Should().Be(2 * 3600);
    }

    [Fact]
    public void Open_time_is_what_the_wall_clock_says_second_by_second() =>
        Gen.Select(Calendars.Any, Calendars.Second, Gen.Int[0, 10 * 24 * 60]).Sample(
            (terms, from, minutes) =>
            {
                from -= from % 60;
                var until = from + (60L * minutes);

                // The slow reading calls the repeated hour open whenever its wall clock is; the product opens and closes once. They agree
                // wherever no range begins or ends within an hour that the clock repeats.
                return Repeats(terms, from, until) || OpenHours.Of(terms).Between(from, until) == Calendars.MinuteByMinute(terms, from, until);
            },
            iter: 60);

    [Fact]
    public void Neighbouring_spans_add_up() =>
        Gen.Select(Calendars.Any, Calendars.Second, Calendars.Second, Calendars.Second).Sample((terms, a, b, c) =>
        {
            long[] at = [a, b, c];
            Array.Sort(at);
            var hours = OpenHours.Of(terms);
            return hours.Between(at[0], at[2]) == hours.Between(at[0], at[1]) + hours.Between(at[1], at[2])
                && hours.Between(at[0], at[1]) <= at[1] - at[0];
        });

    [Fact]
    public void The_due_instant_is_the_inverse_of_elapsed_time() =>
        Gen.Select(Calendars.Any, Calendars.Second, Gen.Long[0, 40 * 86_400]).Sample((terms, from, seconds) =>
        {
            var hours = OpenHours.Of(terms);
            var last = hours.Last(from, seconds)!.Value;
            return hours.Between(from, last) == seconds && hours.Between(from, last + 1) == seconds + 1;
        });

    [Fact]
    public void What_was_asked_before_changes_no_answer() =>
        Gen.Select(Calendars.Any, Calendars.Second, Calendars.Second, Calendars.Second).Sample((terms, a, b, c) =>
        {
            var asked = OpenHours.Of(terms);
            asked.Between(c, c + 1);
            asked.Last(c, 1_000_000);
            return asked.Between(a, b) == OpenHours.Of(terms).Between(a, b);
        });

    [Fact]
    public void Always_open_is_plain_time() =>
        Gen.Select(Calendars.Zone, Calendars.Second, Gen.Long[0, 90 * 86_400]).Sample((zone, from, seconds) =>
        {
            // The holiday far away keeps the second one off the short cut.
            foreach (var terms in (CalendarTerms[])[Calendars.AllWeek(zone), Calendars.AllWeek(zone, new Holiday(new(2040, 1, 1), "x"))])
            {
                OpenHours.Of(terms).Between(from, from + seconds).Should().Be(seconds);
                OpenHours.Of(terms).Last(from, seconds).Should().Be(from + seconds);
            }
        });

    [Fact]
    public void Beyond_two_centuries_nothing_is_due() =>
        OpenHours.Of(new("Etc/UTC", [new(Weekday.Monday, new(8, 0), new(8, 0, 1))], [])).Last(0, 366 * 86_400).Should().BeNull();

    internal static long Toronto(string local, int days = 0) =>
        NodaTime.DateTimeZoneProviders.Tzdb["America/Toronto"]
            .AtLeniently(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm").Parse(local).Value.PlusDays(days))
            .ToInstant().ToUnixTimeSeconds();

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static bool Repeats(CalendarTerms terms, long from, long until) =>
        NodaTime.DateTimeZoneProviders.Tzdb[terms.TimeZone]
            .GetZoneIntervals(NodaTime.Instant.FromUnixTimeSeconds(from - 86_400), NodaTime.Instant.FromUnixTimeSeconds(until + 86_400))
            .Skip(1).Any();
}

/// <summary>Changes the process's local zone, so it runs alone.</summary>
[Collection(nameof(MachineZone))]
public sealed class OpenHoursMachineZoneTests
{
    [Fact]
    public void The_machines_zone_changes_nothing()
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Gen.Select(Calendars.Any, Calendars.Second, Calendars.Second).Sample(
                (terms, a, b) => Told("Pacific/Kiritimati", terms, a, b) == Told("America/Vancouver", terms, a, b), threads: 1, iter: 20);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static (long, long?) Told(string machineZone, CalendarTerms terms, long a, long b)
    {
        Environment.SetEnvironmentVariable("TZ", machineZone);
        TimeZoneInfo.ClearCachedData();
        TimeZoneInfo.Local.Id.Should().Be(machineZone);
        var hours = OpenHours.Of(terms);
        return (hours.Between(Math.Min(a, b), Math.Max(a, b)), hours.Last(a, 100_000));
    }
}
