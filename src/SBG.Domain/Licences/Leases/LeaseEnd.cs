namespace SBG.Domain.Licences.Leases;

/// <summary>
/// When a lease that is granted or renewed now ends by itself: after the pool's usual length, or before, at an instant after which fewer seats are bought
/// than leases would last. So no lease outlives the seat that it holds, and the pool is never overused by leases.
/// </summary>
public static class LeaseEnd
{
    /// <summary>The instants within the usual length at which bought seats end: how many leases last longer must be known of each.</summary>
    /// <param name="pool">The pool, as it is now.</param>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<DateTimeOffset> Drops(LicencePool pool, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var latest = now + pool.LeaseTerms.Length;
        return
        [
            .. from purchase in pool.Purchases.Values
               where purchase.Terms.EndsAt > now && purchase.Terms.EndsAt < latest
               let end = purchase.Terms.EndsAt.GetValueOrDefault()
               orderby end
               select end,
        ];
    }

    /// <summary>When it ends.</summary>
    /// <param name="pool">The pool, as it is now.</param>
    /// <param name="now">UTC.</param>
    /// <param name="outlasting">How many other leases last beyond each of <see cref="Drops"/>.</param>
    public static DateTimeOffset Of(LicencePool pool, DateTimeOffset now, IReadOnlyDictionary<DateTimeOffset, int> outlasting)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(outlasting);
        foreach (var drop in Drops(pool, now))
        {
            if (outlasting[drop] >= pool.At(drop).Balance.Purchased)
            {
                return drop;
            }
        }

        return now + pool.LeaseTerms.Length;
    }
}
