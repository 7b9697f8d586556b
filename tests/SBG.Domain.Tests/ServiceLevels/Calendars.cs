using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using SBG.Domain.ServiceLevels.Calendars;

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

    /// <summary>A dated range of 2025 or 2026; half of them around the days on which Toronto changes its clocks.</summary>
    private static readonly Gen<DatedRange> Dated =
        from day in Gen.OneOf(Gen.Int[0, 729], Gen.Int[429, 432], Gen.Int[667, 670])
        from start in Gen.Int[0, 1439]
        from end in Gen.Int[0, 1439]
        select new DatedRange(new DateOnly(2025, 1, 1).AddDays(day), TimeOnly.MinValue.AddMinutes(start), TimeOnly.MinValue.AddMinutes(end), "x");

    /// <summary>
    /// Ranges that don't overlap, across midnight and the end of the week too, in whole minutes; holidays, exceptional openings and closures, many of them around
    /// the changes of the clock.
    /// </summary>
    public static readonly Gen<CalendarTerms> Any =
        from zone in Zone
        from cuts in Gen.Int[0, Week - 1].HashSet[2, 16]
        from holidays in Gen.Int[0, 900].HashSet[0, 8]
        from openings in Dated.Array[0, 4]
        from closures in Dated.Array[0, 4]
        let ranges = Ranges([.. cuts.Order()])
        where ranges.Length > 0
        select new CalendarTerms(zone, ranges, [.. holidays.Order().Select(d => new Holiday(new DateOnly(2025, 1, 1).AddDays(d), "x"))])
        {
            Openings = [.. openings],
            Closures = [.. closures],
        };

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

    /// <summary>
    /// Open seconds, minute by minute: for calendars in whole minutes and spans between whole minutes. A minute is open as the furthest time says that the wall
    /// clock has shown so far: what an hour that comes twice begins or ends happens the first time, and what a skipped hour would, at the jump.
    /// </summary>
    public static long MinuteByMinute(CalendarTerms terms, long from, long until) => Minutes(terms, from, until).Count(minute => minute.Open) * 60L;

    /// <summary>Each minute of a span, and whether it is open.</summary>
    public static IEnumerable<(long At, bool Open)> Minutes(CalendarTerms terms, long from, long until)
    {
        var zone = DateTimeZoneProviders.Tzdb[terms.TimeZone];
        var furthest = new LocalDateTime(1, 1, 1, 0, 0);
        for (var minute = from - 10_800; minute < until; minute += 60)
        {
            var shown = Instant.FromUnixTimeSeconds(minute).InZone(zone).LocalDateTime;
            furthest = shown > furthest ? shown : furthest;
            if (minute >= from)
            {
                yield return (minute, IsOpen(terms, furthest));
            }
        }
    }

    private static bool IsOpen(CalendarTerms terms, LocalDateTime shown)
    {
        var date = shown.Date.ToDateOnly();
        var day = (int)shown.DayOfWeek - 1;
        var time = shown.TimeOfDay.ToTimeOnly();
        if (terms.Closures.Any(Covers))
        {
            return false;
        }

        return terms.Openings.Any(Covers) || (terms.Holidays.All(holiday => holiday.Date != date) && terms.Weekly.Any(range =>
            range.End > range.Start
                ? (int)range.Day == day && range.Start <= time && time < range.End
                : ((int)range.Day == day && range.Start <= time) || (((int)range.Day + 1) % 7 == day && time < range.End)));

        bool Covers(DatedRange range) => range.End > range.Start
            ? range.Date == date && range.Start <= time && time < range.End
            : (range.Date == date && range.Start <= time) || (range.Date.AddDays(1) == date && time < range.End);
    }
}
