using System.Text.Json.Serialization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>How the seats of a pool are used. Seats, whole.</summary>
/// <param name="Purchased">Bought.</param>
/// <param name="Reserved">Set aside for orders.</param>
/// <param name="Assigned">Held by people, suspended ones included.</param>
public readonly record struct PoolBalance(int Purchased, int Reserved, int Assigned)
{
    /// <summary>What can still be reserved or assigned; never negative.</summary>
    [JsonIgnore]
    public int Available => Purchased - Reserved - Assigned;

    /// <summary>The balance after a movement.</summary>
    public static PoolBalance operator +(PoolBalance left, PoolBalance movement) =>
        new(left.Purchased + movement.Purchased, left.Reserved + movement.Reserved, left.Assigned + movement.Assigned);

    /// <summary>The balance before a movement.</summary>
    public static PoolBalance operator -(PoolBalance left, PoolBalance movement) =>
        new(left.Purchased - movement.Purchased, left.Reserved - movement.Reserved, left.Assigned - movement.Assigned);

    /// <summary>What an event moves: it follows from the event alone, so that a ledger can be read from either end.</summary>
    /// <param name="happened">The event.</param>
    public static PoolBalance Movement(EventOf<LicencePool> happened) => happened switch
    {
        SeatsPurchased e => new(e.Quantity, 0, 0),
        SeatsReserved e => new(0, e.Quantity, 0),
        ReservationCancelled e => new(0, -e.Quantity, 0),
        SeatAssigned e => new(0, e.FromReservation ? -1 : 0, 1),
        SeatReleased => new(0, 0, -1),
        _ => default,
    };
}
