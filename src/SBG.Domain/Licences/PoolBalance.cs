using System.Text.Json.Serialization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>How the seats of a pool are used. Seats, whole.</summary>
/// <param name="Purchased">Bought, in a term that runs.</param>
/// <param name="Reserved">Set aside for orders.</param>
/// <param name="Assigned">Held by people and devices, suspended ones included.</param>
/// <param name="Leased">Lent for the time of use.</param>
/// <param name="Consumed">Used up, where they are units; those that were not when their term ended are bought no longer.</param>
public readonly record struct PoolBalance(int Purchased, int Reserved, int Assigned, int Leased = 0, int Consumed = 0)
{
    /// <summary>Held in any way.</summary>
    [JsonIgnore]
    public int Used => Reserved + Assigned + Leased + Consumed;

    /// <summary>What can still be had; never negative.</summary>
    [JsonIgnore]
    public int Available => Math.Max(0, Purchased - Used);

    /// <summary>Held without being bought: a term ended while its seats were held. Nothing is given away until it is regularised.</summary>
    [JsonIgnore]
    public int Overused => Math.Max(0, Used - Purchased);

    /// <summary>The balance after a movement.</summary>
    public static PoolBalance operator +(PoolBalance left, PoolBalance movement) =>
        new(left.Purchased + movement.Purchased, left.Reserved + movement.Reserved, left.Assigned + movement.Assigned, left.Leased + movement.Leased, left.Consumed + movement.Consumed);

    /// <summary>The balance before a movement.</summary>
    public static PoolBalance operator -(PoolBalance left, PoolBalance movement) =>
        new(left.Purchased - movement.Purchased, left.Reserved - movement.Reserved, left.Assigned - movement.Assigned, left.Leased - movement.Leased, left.Consumed - movement.Consumed);

    /// <summary>What an event moves: it follows from the event alone, so that a ledger can be read from either end.</summary>
    /// <param name="happened">The event.</param>
    public static PoolBalance Movement(EventOf<LicencePool> happened) => happened switch
    {
        SeatsPurchased { Pending: false } e => new(e.Quantity, 0, 0),
        SeatTermBegan e => new(e.Quantity, 0, 0),
        SeatTermEnded e => new(-e.Quantity, 0, 0),
        SeatsReserved e => new(0, e.Quantity, 0),
        ReservationCancelled e => new(0, -e.Quantity, 0),
        ReservationExpired e => new(0, -e.Quantity, 0),
        SeatAssigned e => new(0, e.FromReservation ? -1 : 0, 1),
        SeatReleased => new(0, 0, -1),
        SeatLeased => new(0, 0, 0, 1),
        SeatLeaseEnded => new(0, 0, 0, -1),
        UnitsConsumed e => new(0, 0, 0, 0, e.Quantity),
        _ => default,
    };
}
