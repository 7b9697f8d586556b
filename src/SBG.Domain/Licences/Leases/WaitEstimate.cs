namespace SBG.Domain.Licences.Leases;

/// <summary>
/// How long a lease will wait, as far as the ledger tells. While all <c>c</c> seats are lent for <c>D</c> on average, one comes back every <c>D / c</c> (Little's law,
/// J. D. C. Little, Operations Research 9, 1961: c = rate x D), and who is at place <c>k</c> gets the k-th.
/// </summary>
public static class WaitEstimate
{
    /// <summary>How many of the last leases are looked at.</summary>
    public const int Sample = 50;

    /// <summary>The wait from now on, to the second; null: no lease of the pool has ended yet, or it has no seat.</summary>
    /// <param name="place">The place in the line, from 1.</param>
    /// <param name="seats">Seats that are bought.</param>
    /// <param name="lengths">How long the last leases held their seats.</param>
    public static TimeSpan? Of(int place, int seats, IReadOnlyCollection<TimeSpan> lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (seats < 1 || lengths.Count == 0)
        {
            return null;
        }

        var mean = lengths.Sum(length => (decimal)length.Ticks) / lengths.Count;
        return TimeSpan.FromSeconds((long)Math.Ceiling(place * mean / seats / TimeSpan.TicksPerSecond));
    }
}
