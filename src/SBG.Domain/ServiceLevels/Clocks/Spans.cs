namespace SBG.Domain.ServiceLevels.Clocks;

/// <summary>Sets of seconds, as ascending half-open spans that neither overlap nor touch.</summary>
internal static class Spans
{
    /// <summary>What at least one of the spans covers; they may come in any order, empty and reversed ones say nothing.</summary>
    public static List<(long From, long Until)> Union(IEnumerable<(long From, long Until)> spans)
    {
        var union = new List<(long From, long Until)>();
        foreach (var (from, until) in spans.Where(span => span.From < span.Until).Order())
        {
            if (union.Count > 0 && from <= union[^1].Until)
            {
                union[^1] = (union[^1].From, Math.Max(union[^1].Until, until));
            }
            else
            {
                union.Add((from, until));
            }
        }

        return union;
    }

    /// <summary>What the first set covers and the second does not.</summary>
    public static List<(long From, long Until)> Without(List<(long From, long Until)> spans, List<(long From, long Until)> taken)
    {
        var left = new List<(long From, long Until)>();
        var next = 0;
        foreach (var (start, end) in spans)
        {
            var from = start;
            while (next < taken.Count && taken[next].Until <= from)
            {
                next++;
            }

            for (var i = next; i < taken.Count && taken[i].From < end; i++)
            {
                if (from < taken[i].From)
                {
                    left.Add((from, taken[i].From));
                }

                from = Math.Max(from, taken[i].Until);
            }

            if (from < end)
            {
                left.Add((from, end));
            }
        }

        return left;
    }

    /// <summary>The part of a set within a span.</summary>
    public static IEnumerable<(long From, long Until)> Within(this IEnumerable<(long From, long Until)> spans, long first, long end) =>
        spans.Select(span => (From: Math.Max(span.From, first), Until: Math.Min(span.Until, end))).Where(span => span.From < span.Until);
}
