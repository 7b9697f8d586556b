using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using SBG.Domain.ServiceLevels;

namespace SBG.Domain.Tests.ServiceLevels;

/// <summary>Calendars of every kind, and a slow reading of them that shares no code with the product.</summary>
internal static class Calendars
{
    private const int Week = 7 * 24 * 60;

    public static CalendarTerms Office(string zone = "Etc/UTC", params Holiday[] holidays) =>
        new(zone, [.. Enum.GetValues<Weekday>().Take(5).Select(day => new WeeklyRange(day, new(8, 0), new(17, 0)))], [.. holidays]);

    public static CalendarTerms AllWeek(string zone, params Holiday[] holidays) => CalendarTerms.AlwaysOpen with { TimeZone = zone, Holidays = [.. holidays] };

    public static readonly Gen<string> Zone =
        Gen.OneOf("America/Toronto", "Etc/UTC", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "Africa/Casablanca", "America/Sao_Paulo");

    /// <summary>Ranges that don't overlap, across midnight and the end of the week too, in whole minutes; holidays around the changes of the clock.</summary>
    public static readonly Gen<CalendarTerms> Any =
        from zone in Zone
        from cuts in Gen.Int[0, Week - 1].HashSet[2, 16]
        from holidays in Gen.Int[0, 900].HashSet[0, 8]
        let ranges = Ranges([.. cuts.Order()])
        where ranges.Length > 0
        select new CalendarTerms(zone, ranges, [.. holidays.Order().Select(d => new Holiday(new DateOnly(2025, 1, 1).AddDays(d), "x"))]);

    /// <summary>Any second of 2025 or 2026.</summary>
    public static readonly Gen<long> Second = Gen.Long[1735689600, 1798761599];

    private static ImmutableArray<WeeklyRange> Ranges(int[] cuts)
    {
        var ranges = ImmutableArray.CreateBuilder<WeeklyRange>();
        for (var i = 0; i + 1 < cuts.Length; i += 2)
        {
            // A range lasts a day at most: what is longer is cut off.
            Add(cuts[i], Math.Min(cuts[i + 1], cuts[i] + (24 * 60)));
        }

        return ranges.ToImmutable();

        void Add(int from, int until) => ranges.Add(new((Weekday)(from / (24 * 60)), Time(from), Time(until)));
        static TimeOnly Time(int minute) => TimeOnly.MinValue.AddMinutes(minute % (24 * 60));
    }

    /// <summary>Whether a second is open, read off the wall clock of that second.</summary>
    public static bool IsOpen(CalendarTerms terms, long second)
    {
        var local = Instant.FromUnixTimeSeconds(second).InZone(DateTimeZoneProviders.Tzdb[terms.TimeZone]).LocalDateTime;
        var date = local.Date.ToDateOnly();
        var day = (int)local.DayOfWeek - 1;
        var time = local.TimeOfDay.ToTimeOnly();
        return terms.Holidays.All(holiday => holiday.Date != date) && terms.Weekly.Any(range =>
            range.End > range.Start
                ? (int)range.Day == day && range.Start <= time && time < range.End
                : ((int)range.Day == day && range.Start <= time) || (((int)range.Day + 1) % 7 == day && time < range.End));
    }

    /// <summary>Open seconds, minute by minute: for calendars in whole minutes and spans between whole minutes.</summary>
    public static long MinuteByMinute(CalendarTerms terms, long from, long until)
    {
        var open = 0L;
        for (var minute = from; minute < until; minute += 60)
        {
            open += IsOpen(terms, minute) ? 60 : 0;
        }

        return open;
    }
}
