using System.Collections.Immutable;
using NodaTime;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Clocks;

/// <summary>Why a stretch of time counted, or did not.</summary>
public enum SegmentCause
{
    /// <summary>Counts: a range of the week.</summary>
    OpenRange,

    /// <summary>Counts: an exceptional opening.</summary>
    Opening,

    /// <summary>Counts: the target is in plain time.</summary>
    CalendarTime,

    /// <summary>Doesn't count: outside of the week's ranges.</summary>
    OutsideRanges,

    /// <summary>Doesn't count: a holiday.</summary>
    Holiday,

    /// <summary>Doesn't count: an exceptional closure.</summary>
    Closure,

    /// <summary>Doesn't count: on hold for a reason that pauses.</summary>
    Hold,

    /// <summary>Doesn't count: not in the team's hands, or not at the supplier.</summary>
    Elsewhere,
}

/// <summary>A stretch of a clock's time, with what decided whether it counts.</summary>
/// <param name="From">First instant (UTC).</param>
/// <param name="Until">First instant after (UTC).</param>
/// <param name="Counts">Whether it uses the target up.</param>
/// <param name="Cause">Why.</param>
/// <param name="Name">The holiday's, opening's or closure's name.</param>
/// <param name="Reason">What was waited for.</param>
/// <param name="EventId">The event that began it: a hold, a report, a change of priority.</param>
/// <param name="CalendarVersion">The version of the calendar that says so; null where none does.</param>
public sealed record ClockSegment(
    DateTimeOffset From,
    DateTimeOffset Until,
    bool Counts,
    SegmentCause Cause,
    string? Name = null,
    HoldReason? Reason = null,
    Guid? EventId = null,
    int? CalendarVersion = null);

/// <summary>Tells a clock's time segment by segment: the segments that count add up to what the clock reads.</summary>
public static class ClockSegments
{
    /// <summary>The segments of one stretch, ascending and without gaps.</summary>
    /// <param name="timeline">The incident's timeline.</param>
    /// <param name="course">Its course.</param>
    /// <param name="kind">Which clock.</param>
    /// <param name="by">By what it is measured.</param>
    /// <param name="lap">The stretch, of <see cref="ServiceLevelClock.Laps"/>.</param>
    /// <param name="team">Whose clock.</param>
    public static ImmutableArray<ClockSegment> Of(IncidentTimeline timeline, IncidentCourse course, TargetKind kind, Yardstick by, ClockLap lap, string? team = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(by);
        var segments = new List<ClockSegment>();
        var still = ClockWindow.Still(course, kind, by, team);
        var cursor = lap.From;
        for (var i = 0; i < still.Length && still[i] < lap.Until; i += 2)
        {
            var (from, until) = (Math.Max(still[i], lap.From), Math.Min(still[i + 1], lap.Until));
            if (from >= until)
            {
                continue;
            }

            Run(segments, lap.Hours, cursor, from);
            Stand(segments, timeline, course, by, kind, from, until);
            cursor = until;
        }

        Run(segments, lap.Hours, cursor, lap.Until);
        return [.. segments];
    }

    private static void Stand(List<ClockSegment> segments, IncidentTimeline timeline, IncidentCourse course, Yardstick by, TargetKind kind, long from, long until)
    {
        for (var at = from; at < until;)
        {
            var hold = kind is TargetKind.Supplier ? null : Held(course, by, at);
            var end = hold is { } held
                ? Math.Min(held.Until, until)
                : course.Holds.Where(next => by.Pauses(next.What) && next.From > at).Select(next => next.From).Append(until).Min();
            end = Math.Min(end, until);
            segments.Add(hold is { } reason
                ? new(Instant(at), Instant(end), false, SegmentCause.Hold, Reason: reason.What, EventId: MarkOf(timeline, reason))
                : new(Instant(at), Instant(end), false, SegmentCause.Elsewhere));
            at = end;
        }
    }

    private static Stretch<HoldReason>? Held(IncidentCourse course, Yardstick by, long at)
    {
        foreach (var hold in course.Holds)
        {
            if (hold.From <= at && at < hold.Until && by.Pauses(hold.What))
            {
                return hold;
            }
        }

        return null;
    }

    private static Guid? MarkOf(IncidentTimeline timeline, Stretch<HoldReason> hold) =>
        timeline.Marks.LastOrDefault(mark => mark.Kind is MarkKind.Held && mark.Reason == hold.What && mark.OccurredAt.ToUnixTimeSeconds() <= hold.From)?.EventId;

    private static void Run(List<ClockSegment> segments, OpenHours hours, long from, long until)
    {
        if (hours == OpenHours.Always)
        {
            if (from < until)
            {
                segments.Add(new(Instant(from), Instant(until), true, SegmentCause.CalendarTime));
            }

            return;
        }

        var cursor = from;
        foreach (var (start, end) in hours.Openings(from, until))
        {
            Tell(segments, hours, cursor, start, open: false);
            Tell(segments, hours, start, end, open: true);
            cursor = end;
        }

        Tell(segments, hours, cursor, until, open: false);
    }

    // The rule can change at each local midnight, at an end of a dated range, and with the version.
    private static void Tell(List<ClockSegment> segments, OpenHours hours, long from, long until, bool open)
    {
        for (var at = from; at < until;)
        {
            var piece = hours.PieceAt(at);
            var said = Rule(piece.Terms, at, open);
            var end = Math.Min(until, NextCut(piece.Terms, at));
            var segment = new ClockSegment(Instant(at), Instant(end), open, said.Cause, said.Name, CalendarVersion: piece.Version == 0 ? null : piece.Version);
            if (segments is [.., var last] && last.Until == segment.From && last with { From = segment.From, Until = segment.Until } == segment)
            {
                segments[^1] = last with { Until = segment.Until };
            }
            else
            {
                segments.Add(segment);
            }

            at = end;
        }
    }

    private static (SegmentCause Cause, string? Name) Rule(CalendarTerms terms, long at, bool open)
    {
        var local = LocalOf(terms, at);
        var date = local.Date.ToDateOnly();
        var dated = (open ? terms.Openings : terms.Closures).FirstOrDefault(range => Begins(range.Date, range.Start) <= local && local < Ends(range));
        if (dated is not null)
        {
            return (open ? SegmentCause.Opening : SegmentCause.Closure, dated.Name);
        }

        return open ? (SegmentCause.OpenRange, null)
            : terms.Holidays.FirstOrDefault(holiday => holiday.Date == date) is { } holiday ? (SegmentCause.Holiday, holiday.Name)
            : (SegmentCause.OutsideRanges, null);
    }

    private static long NextCut(CalendarTerms terms, long at)
    {
        var zone = DateTimeZoneProviders.Tzdb[terms.TimeZone];
        var local = LocalOf(terms, at);
        var cut = local.Date.PlusDays(1).AtMidnight();
        foreach (var range in terms.Openings.Concat(terms.Closures))
        {
            foreach (var edge in (LocalDateTime[])[Begins(range.Date, range.Start), Ends(range)])
            {
                cut = edge > local && edge < cut ? edge : cut;
            }
        }

        // An hour that comes twice lies behind: the cut moves on by a second at least.
        return Math.Max(at + 1, OpeningTable.InstantOf(zone, cut.Date, cut.TimeOfDay.ToTimeOnly()));
    }

    private static LocalDateTime LocalOf(CalendarTerms terms, long at) =>
        NodaTime.Instant.FromUnixTimeSeconds(at).InZone(DateTimeZoneProviders.Tzdb[terms.TimeZone]).LocalDateTime;

    private static LocalDateTime Begins(DateOnly date, TimeOnly time) => LocalDate.FromDateOnly(date).At(LocalTime.FromSecondsSinceMidnight((int)(time.Ticks / TimeSpan.TicksPerSecond)));

    private static LocalDateTime Ends(DatedRange range) => Begins(range.End <= range.Start ? range.Date.AddDays(1) : range.Date, range.End);

    private static DateTimeOffset Instant(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
