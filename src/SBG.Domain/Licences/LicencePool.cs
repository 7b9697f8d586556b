using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>
/// The seats of one product that the provider bought: a ledger. It keeps counts and open reservations only; who holds a seat is
/// told by the assignment's own stream, which also keeps a seat from being given or taken back twice.
/// </summary>
/// <param name="Id">The stream.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Product">The product.</param>
/// <param name="PricePlanId">The plan by which a held seat is charged.</param>
/// <param name="Balance">How the seats are used.</param>
/// <param name="Reservations">Seats still set aside, by order.</param>
/// <param name="CreatedAt">When it was opened (UTC).</param>
/// <param name="ChangedAt">When a seat last moved (UTC).</param>
public sealed record LicencePool(
    Guid Id,
    string Name,
    string Product,
    Guid PricePlanId,
    PoolBalance Balance,
    ImmutableSortedDictionary<string, int> Reservations,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt) : IState<LicencePool>
{
    /// <summary>Seats set aside for an order.</summary>
    /// <param name="orderId">The order; null: none.</param>
    public int ReservedFor(Guid? orderId) => orderId is { } order ? Reservations.GetValueOrDefault(order.ToString()) : 0;

    /// <inheritdoc/>
    public static LicencePool? Evolve(LicencePool? state, EventOf<LicencePool> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, LicencePoolCreated e) => new(e.PoolId, e.Name, e.Product, e.PricePlanId, default, ImmutableSortedDictionary<string, int>.Empty, at, at),
        ({ }, SeatsReserved e) => state.Moved(happened, at, e.OrderId, e.Quantity),
        ({ }, ReservationCancelled e) => state.Moved(happened, at, e.OrderId, -e.Quantity),
        ({ }, SeatAssigned { OrderId: { } order, FromReservation: true }) => state.Moved(happened, at, order, -1),
        ({ }, _) => state.Moved(happened, at),
        _ => state,
    };

    private LicencePool Moved(EventOf<LicencePool> happened, DateTimeOffset at) =>
        this with { Balance = Balance + PoolBalance.Movement(happened), ChangedAt = at };

    private LicencePool Moved(EventOf<LicencePool> happened, DateTimeOffset at, Guid orderId, int reserved)
    {
        var left = ReservedFor(orderId) + reserved;
        var key = orderId.ToString();
        return Moved(happened, at) with { Reservations = left == 0 ? Reservations.Remove(key) : Reservations.SetItem(key, left) };
    }
}
