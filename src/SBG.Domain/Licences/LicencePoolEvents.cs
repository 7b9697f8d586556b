using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>A pool of one product's licences was opened, without a seat yet.</summary>
/// <param name="PoolId">The stream.</param>
/// <param name="Name">What people call it; never a person's name.</param>
/// <param name="Product">The product, as its vendor names it.</param>
/// <param name="PricePlanId">The plan by which a held seat is charged.</param>
[StoredAs("licence_pool_created")]
public sealed record LicencePoolCreated(Guid PoolId, string Name, string Product, Guid PricePlanId) : EventOf<LicencePool>;

/// <summary>Seats were bought.</summary>
/// <param name="Quantity">How many, at least one.</param>
[StoredAs("licence_seats_purchased")]
public sealed record SeatsPurchased(int Quantity) : EventOf<LicencePool>;

/// <summary>Free seats were set aside for a provisioning order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">How many, at least one.</param>
[StoredAs("licence_seats_reserved")]
public sealed record SeatsReserved(Guid OrderId, int Quantity) : EventOf<LicencePool>;

/// <summary>What was still set aside for an order is free again.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">How many were still set aside.</param>
[StoredAs("licence_reservation_cancelled")]
public sealed record ReservationCancelled(Guid OrderId, int Quantity) : EventOf<LicencePool>;

/// <summary>One seat was given to a person of a client.</summary>
/// <param name="AssignmentId">The assignment, in the client's tenant.</param>
/// <param name="ClientId">The client.</param>
/// <param name="OrderId">The order that took it; null when none did.</param>
/// <param name="FromReservation">Whether it was one of those set aside for that order, so that each entry of the ledger says by itself what it moves.</param>
[StoredAs("licence_seat_assigned")]
public sealed record SeatAssigned(Guid AssignmentId, string ClientId, Guid? OrderId, bool FromReservation) : EventOf<LicencePool>;

/// <summary>One seat came back.</summary>
/// <param name="AssignmentId">The assignment that held it.</param>
/// <param name="ClientId">The client.</param>
[StoredAs("licence_seat_released")]
public sealed record SeatReleased(Guid AssignmentId, string ClientId) : EventOf<LicencePool>;
