namespace SBG.Domain.ServiceLevels.Calendars;

/// <summary>What weekly ranges cover of the week, on the wall clock.</summary>
internal static class WeeklyCover
{
    private const int Day = 86_400;
    private const int Week = 7 * Day;

    /// <summary>Whether two ranges share a second; the week goes round.</summary>
    public static bool Overlap(IReadOnlyList<WeeklyRange> ranges)
    {
        var spans = Spans(ranges);
        for (var i = 1; i < spans.Count; i++)
        {
            if (spans[i].Start < spans[i - 1].End)
            {
                return true;
            }
        }

        return spans is [var first, .., var last] && last.End > first.Start + Week;
    }

    /// <summary>Whether no second of the week is closed; ranges that don't overlap are expected.</summary>
    public static bool IsWholeWeek(IReadOnlyList<WeeklyRange> ranges) =>
        !Overlap(ranges) && Spans(ranges).Sum(span => span.End - span.Start) == Week;

    private static List<(int Start, int End)> Spans(IReadOnlyList<WeeklyRange> ranges) =>
    [
        .. from range in ranges
           let start = ((int)range.Day * Day) + Second(range.Start)
           let end = ((int)range.Day * Day) + Second(range.End) + (range.End <= range.Start ? Day : 0)
           orderby start, end
           select (start, end),
    ];

    private static int Second(TimeOnly time) => (int)(time.Ticks / TimeSpan.TicksPerSecond);
}
