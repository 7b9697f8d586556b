namespace SBG.Domain.ServiceLevels;

/// <summary>Gathers holds into ascending spans that don't touch; a log can tell them out of order or before the report.</summary>
internal sealed class HoldSpans(long notBefore)
{
    private static readonly long[] None = [];
    private List<(long From, long Until)>? spans;

    /// <summary>Adds a span; an empty or reversed one says nothing.</summary>
    public void Add(long from, long until)
    {
        from = Math.Max(from, notBefore);
        if (from < until)
        {
            (spans ??= []).Add((from, until));
        }
    }

    /// <summary>Pairs of start and end.</summary>
    public long[] ToArray()
    {
        if (spans is null)
        {
            return None;
        }

        spans.Sort();
        var pairs = new List<long>(2 * spans.Count);
        foreach (var (from, until) in spans)
        {
            if (pairs.Count > 0 && from <= pairs[^1])
            {
                pairs[^1] = Math.Max(pairs[^1], until);
            }
            else
            {
                pairs.Add(from);
                pairs.Add(until);
            }
        }

        return [.. pairs];
    }
}
