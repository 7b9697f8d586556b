using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>
/// Something of a pool that begins or ends by itself at an instant that was fixed before. It is so from that instant on, whether or not it is recorded; whoever
/// next decides about the pool records it first, dated at that instant.
/// </summary>
/// <param name="Happened">What is recorded of it.</param>
/// <param name="At">When it happens (UTC).</param>
public readonly record struct Lapse(EventOf<LicencePool> Happened, DateTimeOffset At)
{
    /// <summary>Whether an event tells of something that happened by itself.</summary>
    /// <param name="happened">The event.</param>
    public static bool IsOne(EventOf<LicencePool> happened) => happened is SeatTermBegan or SeatTermEnded or ReservationExpired;

    /// <summary>What happened by itself up to an instant and is not recorded yet, in the order in which it happened.</summary>
    /// <param name="pool">The pool as recorded.</param>
    /// <param name="instant">UTC.</param>
    public static IReadOnlyList<Lapse> Until(LicencePool pool, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var found = new List<Lapse>();
        foreach (var (_, purchase) in pool.Purchases)
        {
            // Where one term ends as the next begins, the next begins first: the balance does not dip.
            if (purchase.Pending && purchase.Terms.StartsAt <= instant)
            {
                found.Add(new(new SeatTermBegan(purchase.Terms.PurchaseId, purchase.Quantity), purchase.Terms.StartsAt.Value));
            }
        }

        foreach (var (_, purchase) in pool.Purchases)
        {
            if (purchase.Terms.EndsAt <= instant)
            {
                found.Add(new(new SeatTermEnded(purchase.Terms.PurchaseId, purchase.Quantity), purchase.Terms.EndsAt.Value));
            }
        }

        foreach (var (order, reservation) in pool.SetAside)
        {
            if (reservation.EndsAt <= instant)
            {
                found.Add(new(new ReservationExpired(Guid.Parse(order), reservation.Quantity), reservation.EndsAt.Value));
            }
        }

        return found.Count < 2 ? found : [.. found.OrderBy(lapse => lapse.At)];
    }
}
