namespace SBG.Domain.ServiceLevels.Reports;

/// <summary>Percentiles by the nearest rank (Hyndman and Fan 1996, definition 1): always a value that occurred, never one between two.</summary>
public static class Percentile
{
    /// <summary>The smallest value that at least so many percent of the values do not exceed.</summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="percent">1 to 100.</param>
    /// <returns>Null when there are none.</returns>
    public static long? Of(IReadOnlyList<long> sorted, int percent)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        return sorted.Count == 0 ? null : sorted[(int)(((long)sorted.Count * percent) + 99) / 100 - 1];
    }
}
