using SBG.Domain.Kernel;
using SBG.Domain.Licences.Leases;

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
    public static bool IsOne(EventOf<LicencePool> happened) =>
        happened is SeatTermBegan or SeatTermEnded or ReservationExpired or SeatLeaseEnded { Ending: not LeaseEnding.Released };

    /// <summary>What happened by itself up to an instant and is not recorded yet, in the order in which it happened.</summary>
    /// <param name="pool">The pool as recorded.</param>
    /// <param name="instant">UTC.</param>
    /// <param name="leases">The pool's leases that ended by themselves up to then and are not recorded to be over; the pool itself keeps only their number.</param>
    public static IReadOnlyList<Lapse> Until(LicencePool pool, DateTimeOffset instant, params ReadOnlySpan<LicenceLease> leases)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var found = new List<Lapse>();

        // Of what happens at one instant, seats that come are first and seats that go are last: the balance does not dip.
        foreach (var (_, purchase) in pool.Purchases)
        {
            if (purchase.Pending && purchase.Terms.StartsAt <= instant)
            {
                found.Add(new(new SeatTermBegan(purchase.Terms.PurchaseId, purchase.Quantity), purchase.Terms.StartsAt.Value));
            }
        }

        foreach (var lease in leases)
        {
            if (lease.Lapse(instant) is { } over)
            {
                found.Add(new(new SeatLeaseEnded(lease.Id, lease.ClientId, over.Ending), over.At));
            }
        }

        foreach (var (_, purchase) in pool.Purchases)
        {
            if (purchase.Terms.EndsAt <= instant)
            {
                found.Add(new(new SeatTermEnded(purchase.Terms.PurchaseId, purchase.Quantity - purchase.Consumed), purchase.Terms.EndsAt.Value));
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
