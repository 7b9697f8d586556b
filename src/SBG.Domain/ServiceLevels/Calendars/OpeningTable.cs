using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;
using SBG.Domain.ServiceLevels.Clocks;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>Openings over a stretch of days in UTC seconds, with the open time before each: a question is one binary search.</summary>
internal sealed class OpeningTable
{
    private static readonly ZoneLocalMappingResolver Monotone =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly long[] starts;
    private readonly long[] ends;
    private readonly long[] before;

    private OpeningTable(long from, long until, List<(long From, long Until)> openings)
    {
        (From, Until) = (from, until);
        starts = new long[openings.Count];
        ends = new long[openings.Count];
        before = new long[openings.Count];
        var sum = 0L;
        for (var i = 0; i < openings.Count; i++)
        {
            (starts[i], ends[i]) = openings[i];
            before[i] = sum;
            sum += ends[i] - starts[i];
        }
    }

    /// <summary>First second that the table knows.</summary>
    public long From { get; }

    /// <summary>First second that it does not know any more.</summary>
    public long Until { get; }

    /// <summary>Whether the table knows every second of the span and its end.</summary>
    public bool Covers(long from, long until) => From <= from && until < Until;

    /// <summary>Open seconds from the table's beginning to an instant.</summary>
    public long Before(long instant)
    {
        var i = LastAtOrBefore(starts, instant);
        return i < 0 ? 0 : before[i] + Math.Min(instant, ends[i]) - starts[i];
    }

    /// <summary>The last instant before which there are that many open seconds; null when it is beyond the table.</summary>
    public long? At(long open)
    {
        var i = LastAtOrBefore(before, open);
        if (i < 0)
        {
            return null;
        }

        var at = starts[i] + open - before[i];

        // At the end of the last opening, the next one would be the answer: the table must grow first.
        return at < ends[i] ? at : null;
    }

    /// <summary>The openings that touch a span, cut to it.</summary>
    public IEnumerable<(long From, long Until)> Openings(long from, long until)
    {
        for (var i = Math.Max(0, LastAtOrBefore(starts, from)); i < starts.Length && starts[i] < until; i++)
        {
            if (ends[i] > from)
            {
                yield return (Math.Max(starts[i], from), Math.Min(ends[i], until));
            }
        }
    }

    /// <summary>Works the openings out for every local date that touches the span, by the piece that is in force.</summary>
    public static OpeningTable Of(ImmutableArray<CalendarPiece> pieces, long from, long until)
    {
        var openings = new List<(long From, long Until)>();
        for (var i = 0; i < pieces.Length; i++)
        {
            var begins = Math.Max(from, pieces[i].From?.ToUnixTimeSeconds() ?? long.MinValue);
            var ends = Math.Min(until, i + 1 < pieces.Length ? pieces[i + 1].From!.Value.ToUnixTimeSeconds() : long.MaxValue);
            if (begins < ends)
            {
                openings.AddRange(Of(pieces[i].Terms, begins, ends).Within(begins, ends));
            }
        }

        return new(from, until, Spans.Union(openings));
    }

    private static List<(long From, long Until)> Of(CalendarTerms terms, long from, long until)
    {
        var zone = DateTimeZoneProviders.Tzdb[terms.TimeZone];
        var closed = terms.Holidays.Select(holiday => holiday.Date).ToImmutableHashSet();
        var week = terms.Weekly.ToLookup(range => range.Day);
        var weekly = new List<(long From, long Until)>();
        var last = DateOf(until, zone).PlusDays(1);
        for (var date = DateOf(from, zone).PlusDays(-2); date <= last; date = date.PlusDays(1))
        {
            foreach (var range in week[(Weekday)((int)date.DayOfWeek - 1)])
            {
                Open(weekly, zone, closed, date, range);
            }
        }

        return Spans.Without(Spans.Union(weekly.Concat(Dated(terms.Openings, zone))), Spans.Union(Dated(terms.Closures, zone)));
    }

    // A range is at most two local dates; a holiday takes its own date out of it.
    private static void Open(List<(long From, long Until)> openings, DateTimeZone zone, ImmutableHashSet<DateOnly> closed, LocalDate date, WeeklyRange range)
    {
        var start = SecondOfDay(range.Start);
        var end = SecondOfDay(range.End);
        var overnight = end <= start;
        if (!closed.Contains(date.ToDateOnly()))
        {
            openings.Add((Instant(zone, date, start), overnight ? Instant(zone, date.PlusDays(1), 0) : Instant(zone, date, end)));
        }

        if (overnight && end > 0 && !closed.Contains(date.PlusDays(1).ToDateOnly()))
        {
            openings.Add((Instant(zone, date.PlusDays(1), 0), Instant(zone, date.PlusDays(1), end)));
        }
    }

    private static IEnumerable<(long From, long Until)> Dated(IEnumerable<DatedRange> ranges, DateTimeZone zone) =>
        from range in ranges
        let date = LocalDate.FromDateOnly(range.Date)
        select (Instant(zone, date, SecondOfDay(range.Start)), Instant(zone, range.End <= range.Start ? date.PlusDays(1) : date, SecondOfDay(range.End)));

    /// <summary>The second at which a local time begins.</summary>
    public static long InstantOf(DateTimeZone zone, LocalDate date, TimeOnly time) => Instant(zone, date, SecondOfDay(time));

    // One rule for both ends keeps neighbours neighbours: a local time that exists twice is the first, one that is skipped is the jump.
    private static long Instant(DateTimeZone zone, LocalDate date, int secondOfDay) =>
        zone.ResolveLocal(date.At(LocalTime.FromSecondsSinceMidnight(secondOfDay)), Monotone).ToInstant().ToUnixTimeSeconds();

    private static LocalDate DateOf(long second, DateTimeZone zone) => NodaTime.Instant.FromUnixTimeSeconds(second).InZone(zone).Date;

    private static int SecondOfDay(TimeOnly time) => (int)(time.Ticks / TimeSpan.TicksPerSecond);

    private static int LastAtOrBefore(long[] sorted, long value)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high;
    }
}
