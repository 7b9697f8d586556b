using System.Runtime.Serialization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;

namespace SBG.Api.ServiceLevels.Terms;

/// <summary>What an iCalendar file says of a period: whole days as holidays, parts of days as closures.</summary>
/// <param name="Holidays">By date.</param>
/// <param name="Closures">By date and time, on the wall clock of the zone asked for.</param>
/// <param name="LeftOut">Events that close nothing: cancelled, marked as free time, or without a beginning.</param>
public sealed record IcalClosures(IReadOnlyList<Holiday> Holidays, IReadOnlyList<DatedRange> Closures, int LeftOut);

/// <summary>Reads iCalendar files (RFC 5545) of people who keep holidays in a calendar program. Recurring events are followed within the period only.</summary>
internal static class IcalReader
{
    /// <summary>The most dates that a file may give.</summary>
    public const int Most = 1000;

    public static readonly Refusal Unreadable = new("service-levels/unreadable-ical");

    public static readonly Refusal TooMany = new("service-levels/ical-too-many");

    private const string Nameless = "-";
    private const int LongestName = 120;

    // A rule that names a day that never comes must not be followed to the end of time.
    private static readonly EvaluationOptions Bounded = new() { MaxUnmatchedIncrementsLimit = 10_000 };

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="zone">The calendar's zone.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">First day after.</param>
    public static (IcalClosures? Closures, Refusal? Fault) Read(string text, DateTimeZone zone, DateOnly from, DateOnly to)
    {
        try
        {
            return Closed(CalendarCollection.Load(text).SelectMany(calendar => calendar.Events).ToArray(), zone, from, to);
        }
        catch (Exception malformed) when (malformed is SerializationException or ArgumentException or FormatException or InvalidOperationException
            or EvaluationLimitExceededException or EvaluationOutOfRangeException or KeyNotFoundException or NullReferenceException or InvalidCastException)
        {
            // The library tells of a file that it cannot read in any of these ways.
            return (null, Unreadable);
        }
    }

    private static (IcalClosures? Closures, Refusal? Fault) Closed(CalendarEvent[] events, DateTimeZone zone, DateOnly from, DateOnly to)
    {
        if (events.Length == 0)
        {
            return (null, Unreadable);
        }

        var (holidays, closures, leftOut) = (new Dictionary<DateOnly, string>(), new HashSet<DatedRange>(), 0);
        foreach (var one in events)
        {
            if (!one.IsActive || one.Start is null || string.Equals(one.Transparency, "TRANSPARENT", StringComparison.OrdinalIgnoreCase))
            {
                leftOut++;
                continue;
            }

            var name = one.Summary?.Trim() is { Length: > 0 } told ? told[..Math.Min(told.Length, LongestName)] : Nameless;

            // An event of several days may have begun before the period.
            var times = one.GetOccurrences(new CalDateTime(from.AddDays(-31)), Bounded).TakeWhile(each => each.Period.StartTime.Date < to).Take(Most + 1).ToArray();
            if (times.Length > Most)
            {
                return (null, TooMany.With("most", Most));
            }

            foreach (var occurrence in times)
            {
                var (start, end) = (occurrence.Period.StartTime, occurrence.Period.EffectiveEndTime ?? occurrence.Period.StartTime);
                if (start.HasTime)
                {
                    foreach (var range in Parts(Local(start, zone), Local(end, zone), name).Where(range => range.Date >= from && range.Date < to))
                    {
                        closures.Add(range);
                    }
                }
                else
                {
                    var last = end.Date > start.Date ? end.Date : start.Date.AddDays(1);
                    for (var date = start.Date < from ? from : start.Date; date < last && date < to; date = date.AddDays(1))
                    {
                        holidays.TryAdd(date, name);
                    }
                }

                if (holidays.Count > Most || closures.Count > Most)
                {
                    return (null, TooMany.With("most", Most));
                }
            }
        }

        return (new(
            [.. holidays.OrderBy(day => day.Key).Select(day => new Holiday(day.Key, day.Value))],
            [.. closures.OrderBy(range => range.Date).ThenBy(range => range.Start).ThenBy(range => range.End).ThenBy(range => range.Name, StringComparer.Ordinal)],
            leftOut), null);
    }

    /// <summary>A span of wall time as one range for each date.</summary>
    private static IEnumerable<DatedRange> Parts(LocalDateTime start, LocalDateTime end, string name)
    {
        for (var from = start; from < end;)
        {
            var midnight = from.Date.PlusDays(1).AtMidnight();
            var until = end < midnight ? end : midnight;
            yield return new(from.Date.ToDateOnly(), Second(from), Second(until), name);
            from = until;
        }

        static TimeOnly Second(LocalDateTime time) => new(time.Hour, time.Minute, time.Second);
    }

    private static LocalDateTime Local(CalDateTime time, DateTimeZone zone) => time.IsFloating
        ? LocalDateTime.FromDateTime(time.Value)
        : Instant.FromDateTimeUtc(time.AsUtc).InZone(zone).LocalDateTime;
}
