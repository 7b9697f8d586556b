using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace SBG.Domain.ServiceLevels;

/// <summary>Openings over a stretch of days in UTC seconds, with the open time before each: a question is one binary search.</summary>
internal sealed class OpeningTable
{
    private static readonly ZoneLocalMappingResolver Monotone =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly long[] starts;
    private readonly long[] ends;
    private readonly long[] before;

    private OpeningTable(long from, long until, List<(long Start, long End)> openings)
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

    /// <summary>Works the openings out for every local date that touches the span.</summary>
    public static OpeningTable Of(CalendarTerms terms, long from, long until)
    {
        var zone = DateTimeZoneProviders.Tzdb[terms.TimeZone];
        var first = DateOf(from, zone).PlusDays(-2);
        var last = DateOf(until, zone).PlusDays(2);
        var closed = terms.Holidays.Select(holiday => holiday.Date).ToImmutableHashSet();
        var week = terms.Weekly.ToLookup(range => range.Day);
        var openings = new List<(long Start, long End)>();
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            foreach (var range in week[(Weekday)((int)date.DayOfWeek - 1)].OrderBy(range => range.Start))
            {
                Open(openings, zone, closed, date, range);
            }
        }

        var known = (From: Instant(zone, first.PlusDays(1), 0), Until: Instant(zone, last, 0));
        return new(known.From, known.Until, openings);
    }

    // A range is at most two local dates; a holiday takes its own date out of it.
    private static void Open(List<(long Start, long End)> openings, DateTimeZone zone, ImmutableHashSet<DateOnly> closed, LocalDate date, WeeklyRange range)
    {
        var start = SecondOfDay(range.Start);
        var end = SecondOfDay(range.End);
        var overnight = end <= start;
        if (!closed.Contains(date.ToDateOnly()))
        {
            Add(openings, Instant(zone, date, start), overnight ? Instant(zone, date.PlusDays(1), 0) : Instant(zone, date, end));
        }

        if (overnight && end > 0 && !closed.Contains(date.PlusDays(1).ToDateOnly()))
        {
            Add(openings, Instant(zone, date.PlusDays(1), 0), Instant(zone, date.PlusDays(1), end));
        }
    }

    private static void Add(List<(long Start, long End)> openings, long start, long end)
    {
        if (end <= start)
        {
            return; // the clock jumped over all of it
        }

        if (openings is [.., var last] && last.End == start)
        {
            openings[^1] = (last.Start, end);
        }
        else
        {
            openings.Add((start, end));
        }
    }

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
