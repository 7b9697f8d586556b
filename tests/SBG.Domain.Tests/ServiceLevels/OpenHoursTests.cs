using CsCheck;
using FluentAssertions;
using SBG.Domain.ServiceLevels.Calendars;
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
    public void A_closure_goes_before_an_opening_an_opening_before_a_holiday()
    {
        var terms = Calendars.Office("America/Toronto", new Holiday(new(2026, 6, 24), "Fête nationale")) with
        {
            Openings = [new(new(2026, 6, 24), new(10, 0), new(16, 0), "Garde"), new(new(2026, 6, 27), new(22, 0), new(2, 0), "Migration")],
            Closures = [new(new(2026, 6, 24), new(12, 0), new(13, 0), "Panne"), new(new(2026, 6, 25), new(15, 0), new(9, 0), "Tempête")],
        };
        var hours = OpenHours.Of(terms);
        hours.Between(Toronto("2026-06-24T00:00"), Toronto("2026-06-25T00:00")).Should().Be(5 * 3600);
        hours.Between(Toronto("2026-06-25T00:00"), Toronto("2026-06-27T00:00")).Should().Be((7 + 8) * 3600);
        hours.Between(Toronto("2026-06-27T00:00"), Toronto("2026-06-29T00:00")).Should().Be(4 * 3600);
    }

    [Fact]
    public void Each_version_says_from_its_validity_on_and_a_correction_counts_for_who_reads_as_corrected()
    {
        var longer = Calendars.Office() with { Weekly = [new(Weekday.Monday, new(8, 0), new(20, 0))] };
        var closed = Calendars.Office("Etc/UTC", new Holiday(new(2026, 6, 24), "Fête nationale"));
        var start = new DateTimeOffset(2026, 6, 22, 0, 0, 0, TimeSpan.Zero); // a Monday
        var calendar = new BusinessCalendar(Guid.Empty, "x",
        [
            new(1, Calendars.Office(), start), new(2, longer, start, start.AddDays(7)), new(3, closed, start, null, 1), new(4, closed with { Weekly = closed.Weekly[..1] }, start, null, 3),
        ]);
        Open(1, corrected: false).Should().Be((45, 45));
        Open(2, corrected: false).Should().Be((45, 12));
        Open(1, corrected: true).Should().Be((9, 9));
        Open(2, corrected: true).Should().Be((9, 12));
        Open(3, corrected: false).Should().Be((36, 12), "who pins the correction has contracted it");
        calendar.Pieces(2).Select(piece => piece.Version).Should().Equal(1, 2);
        calendar.Pieces(2, corrected: true).Select(piece => piece.Version).Should().Equal(4, 2);

        (long, long) Open(int pinned, bool corrected)
        {
            var hours = OpenHours.OfPieces(calendar.Pieces(pinned, corrected));
            var monday = start.ToUnixTimeSeconds();
            return (hours.Between(monday, monday + (7 * 86_400)) / 3600, hours.Between(monday + (7 * 86_400), monday + (14 * 86_400)) / 3600);
        }
    }

    [Fact]
    public void Open_time_is_what_the_wall_clock_says_minute_by_minute() =>
        Gen.Select(Calendars.Any, Around, Gen.Int[0, 10 * 24 * 60]).Sample(
            (terms, from, minutes) =>
            {
                from -= from % 60;
                var until = from + (60L * minutes);
                return OpenHours.Of(terms).Between(from, until) == Calendars.MinuteByMinute(terms, from, until);
            },
            iter: 120);

    [Fact]
    public void Openings_are_where_open_time_is() =>
        Gen.Select(Calendars.Any, Around, Gen.Int[0, 10 * 86_400]).Sample((terms, from, seconds) =>
        {
            var hours = OpenHours.Of(terms);
            var openings = hours.Openings(from, from + seconds).ToArray();
            return openings.Sum(opening => opening.Until - opening.From) == hours.Between(from, from + seconds)
                && openings.All(opening => hours.Between(opening.From, opening.Until) == opening.Until - opening.From);
        });

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

    /// <summary>Any second; two in three in the days before and after Toronto's changes of the clock, 2026-03-08 and 2026-11-01.</summary>
    internal static readonly Gen<long> Around = Gen.OneOf(Calendars.Second, Gen.Long[1772600000, 1773100000], Gen.Long[1793100000, 1793700000]);
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
