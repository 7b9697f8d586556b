using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Clocks;

/// <summary>From when to when each kind of clock can count, and where it stands still.</summary>
internal static class ClockWindow
{
    private static readonly long[] Nothing = [];

    /// <summary>When the clock begins; null when there is nothing to measure.</summary>
    public static long? Start(in IncidentCourse course, TargetKind kind, string? team) => kind switch
    {
        TargetKind.Team => First(course.Teams, each => team is null || each == team),
        TargetKind.Fulfilment => null, // of requests
        TargetKind.Supplier => First(course.Holds, each => each is HoldReason.AwaitingSupplier),
        _ => course.Start,
    };

    /// <summary>When the clock stopped; null when it had not by then.</summary>
    public static long? Stop(in IncidentCourse course, TargetKind kind, string? team, long at)
    {
        var ended = course.EndedAt ?? long.MaxValue;
        var stop = kind switch
        {
            TargetKind.Response => course.RespondedAt,
            TargetKind.Resolution => course.End is CourseEnd.Resolved ? course.EndedAt : null,
            TargetKind.Update => course.EndedAt,
            TargetKind.Team => Math.Min(ended, Last(course.Teams, each => team is null || each == team)),
            _ => Math.Min(ended, Last(course.Holds, each => each is HoldReason.AwaitingSupplier)),
        };
        return stop > at || stop == long.MaxValue ? null : stop;
    }

    /// <summary>Where the clock stands still: pairs of start and end, ascending, apart from each other.</summary>
    public static long[] Still(in IncidentCourse course, TargetKind kind, Yardstick by, string? team) => kind switch
    {
        TargetKind.Supplier => Except(course.Holds.Where(hold => hold.What is HoldReason.AwaitingSupplier).Select(hold => (hold.From, hold.Until)), []),
        TargetKind.Team => Except(course.Teams.Where(each => team is null || each.What == team).Select(each => (each.From, each.Until)), Paused(course, by)),
        _ => course.Holds.Length == 0 ? Nothing : Pairs(Spans.Union(Paused(course, by))),
    };

    private static IEnumerable<(long From, long Until)> Paused(IncidentCourse course, Yardstick by) =>
        course.Holds.Where(hold => by.Pauses(hold.What)).Select(hold => (hold.From, hold.Until));

    /// <summary>All time but the spans, and the pauses.</summary>
    private static long[] Except(IEnumerable<(long From, long Until)> spans, IEnumerable<(long From, long Until)> pauses) =>
        Pairs(Spans.Union(Spans.Without([(long.MinValue, long.MaxValue)], Spans.Union(spans)).Concat(pauses)));

    private static long[] Pairs(List<(long From, long Until)> spans) => [.. spans.SelectMany(span => (long[])[span.From, span.Until])];

    private static long? First<T>(Stretch<T>[] stretches, Predicate<T> about)
    {
        foreach (var stretch in stretches)
        {
            if (about(stretch.What))
            {
                return stretch.From;
            }
        }

        return null;
    }

    private static long Last<T>(Stretch<T>[] stretches, Predicate<T> about) =>
        stretches.Where(stretch => about(stretch.What)).Select(stretch => stretch.Until).DefaultIfEmpty(long.MaxValue).Max();
}
