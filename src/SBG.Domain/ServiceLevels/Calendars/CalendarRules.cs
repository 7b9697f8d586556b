using NodaTime;
using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>What makes calendar terms usable, for a version and for a what-if alike.</summary>
public static class CalendarRules
{
    /// <summary>Not an IANA zone.</summary>
    public static readonly Refusal UnknownTimeZone = new("service-levels/unknown-time-zone");

    /// <summary>No weekly range: nothing would ever be due.</summary>
    public static readonly Refusal NeverOpen = new("service-levels/never-open");

    /// <summary>A range starts or ends within a second.</summary>
    public static readonly Refusal NotWholeSeconds = new("service-levels/not-whole-seconds");

    /// <summary>Two weekly ranges share time.</summary>
    public static readonly Refusal RangesOverlap = new("service-levels/ranges-overlap");

    /// <summary>The version to correct is not a version that was published.</summary>
    public static readonly Refusal UnknownCorrected = new("service-levels/unknown-corrected-version");

    /// <summary>A date is a holiday twice.</summary>
    public static readonly Refusal HolidayTwice = new("service-levels/holiday-twice");

    /// <summary>What forbids the terms; null when nothing does.</summary>
    /// <param name="terms">The terms.</param>
    public static Refusal? Fault(CalendarTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(terms.TimeZone) is null)
        {
            return UnknownTimeZone.With("zone", terms.TimeZone);
        }

        if (terms.Weekly.IsDefaultOrEmpty)
        {
            return NeverOpen;
        }

        var times = terms.Weekly.Select(range => (range.Start, range.End)).Concat(terms.Openings.Concat(terms.Closures).Select(range => (range.Start, range.End)));
        if (times.Any(range => range.Start.Ticks % TimeSpan.TicksPerSecond != 0 || range.End.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            return NotWholeSeconds;
        }

        if (WeeklyCover.Overlap(terms.Weekly))
        {
            return RangesOverlap;
        }

        return terms.Holidays.GroupBy(holiday => holiday.Date).FirstOrDefault(dates => dates.Count() > 1) is { } twice
            ? HolidayTwice.With("date", twice.Key.ToString("O", System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Whether two terms say the same.</summary>
    /// <param name="left">Terms.</param>
    /// <param name="right">Terms.</param>
    public static bool Same(CalendarTerms left, CalendarTerms right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.TimeZone == right.TimeZone
            && left.Weekly.OrderBy(r => (r.Day, r.Start)).SequenceEqual(right.Weekly.OrderBy(r => (r.Day, r.Start)))
            && left.Holidays.OrderBy(h => h.Date).SequenceEqual(right.Holidays.OrderBy(h => h.Date))
            && Sorted(left.Openings).SequenceEqual(Sorted(right.Openings))
            && Sorted(left.Closures).SequenceEqual(Sorted(right.Closures));

        static IEnumerable<DatedRange> Sorted(IEnumerable<DatedRange> ranges) =>
            ranges.OrderBy(r => (r.Date, r.Start, r.End)).ThenBy(r => r.Name, StringComparer.Ordinal);
    }
}
