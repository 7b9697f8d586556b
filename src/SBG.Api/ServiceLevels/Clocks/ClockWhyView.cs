using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels.Clocks;

/// <summary>Why a clock stands as it does.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">Which clock.</param>
/// <param name="Clock">How it stands.</param>
/// <param name="PolicyId">The policy that promises.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="CalendarId">The calendar.</param>
/// <param name="CalendarVersion">Its version.</param>
/// <param name="Verdict">The verdict, in words.</param>
/// <param name="Stretches">The stretches that are held to a target of their own, ascending.</param>
public sealed record ClockWhyView(
    Guid IncidentId,
    string Number,
    TargetKind Kind,
    ClockView Clock,
    Guid? PolicyId,
    int? PolicyVersion,
    Guid? CalendarId,
    int? CalendarVersion,
    string Verdict,
    IReadOnlyList<ClockStretchView> Stretches)
{
    internal static ClockWhyView Of(IncidentTimeline timeline, TargetKind kind, string? team, SourcedYardstick by, DateTimeOffset now, ClockSentences sentences)
    {
        var (course, at) = (IncidentCourse.Of(timeline), now.ToUnixTimeSeconds());
        var reading = ServiceLevelClock.Read(course, kind, by.Yardstick, at, team);
        var stretches = ServiceLevelClock.Laps(course, kind, by.Yardstick, at, team)
            .Select(lap => ClockStretchView.Of(lap, ClockSegments.Of(timeline, course, kind, by.Yardstick, lap, team), sentences)).ToArray();
        return new(
            timeline.Id, timeline.Number, kind, ClockView.Of(reading), timeline.PolicyId, timeline.PolicyVersion, by.CalendarId, by.CalendarVersion,
            sentences.Verdict(reading), stretches);
    }
}

/// <summary>A stretch of a clock that is held to one target.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">Its first instant after.</param>
/// <param name="Rule">The promise that applies; absent when nothing is promised.</param>
/// <param name="Why">Why it applies, in words.</param>
/// <param name="Target">How much may be used.</param>
/// <param name="Elapsed">How much was: what the segments that count add up to.</param>
/// <param name="Segments">Its time, ascending and without gaps.</param>
public sealed record ClockStretchView(
    DateTimeOffset From, DateTimeOffset Until, TargetRule? Rule, string Why, TimeSpan? Target, TimeSpan Elapsed, IReadOnlyList<ClockSegmentView> Segments)
{
    internal static ClockStretchView Of(ClockLap lap, IReadOnlyList<ClockSegment> segments, ClockSentences sentences) => new(
        DateTimeOffset.FromUnixTimeSeconds(lap.From),
        DateTimeOffset.FromUnixTimeSeconds(lap.Until),
        lap.Rule,
        sentences.Rule(lap.Rule),
        lap.Limit is { } limit ? TimeSpan.FromSeconds(limit) : null,
        segments.Where(segment => segment.Counts).Aggregate(TimeSpan.Zero, (sum, segment) => sum + (segment.Until - segment.From)),
        [.. segments.Select(segment => new ClockSegmentView(segment, sentences.Segment(segment)))]);
}

/// <summary>A segment of a clock's time.</summary>
/// <param name="Segment">What it is.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record ClockSegmentView(ClockSegment Segment, string Sentence);
