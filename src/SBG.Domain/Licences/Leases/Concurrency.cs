using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>How shared seats were used in a period: what rating by the hour or by the peak goes by.</summary>
/// <param name="Time">How long in all; one seat for one hour is an hour.</param>
/// <param name="Peak">The most at once.</param>
/// <param name="PeakAt">When that was first so (UTC); null: nothing was used.</param>
public readonly record struct Concurrency(TimeSpan Time, int Peak, DateTimeOffset? PeakAt)
{
    /// <summary>Adds up uses within a period. A use that ends as another begins is not at once with it.</summary>
    /// <param name="uses">When seats were used.</param>
    /// <param name="within">The period.</param>
    public static Concurrency Of(IEnumerable<Period> uses, Period within)
    {
        ArgumentNullException.ThrowIfNull(uses);
        var parts = uses.Select(use => use.Intersect(within)).OfType<Period>().ToArray();
        var (time, at, peak, peakAt) = (TimeSpan.Zero, 0, 0, (DateTimeOffset?)null);
        foreach (var part in parts)
        {
            time += part.Length;
        }

        var moves = parts.Select(part => (At: part.From, By: 1)).Concat(parts.Select(part => (At: part.Until, By: -1))).OrderBy(move => move.At).ThenBy(move => move.By);
        foreach (var move in moves)
        {
            at += move.By;
            if (at > peak)
            {
                (peak, peakAt) = (at, move.At);
            }
        }

        return new(time, peak, peakAt);
    }
}
