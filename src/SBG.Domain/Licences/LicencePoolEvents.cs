using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Licences.Allotments;
using SBG.Domain.Licences.Leases;
using SBG.Domain.Licences.Purchases;

namespace SBG.Domain.Licences;

/// <summary>A pool of one product's licences was opened, without a seat yet.</summary>
/// <param name="PoolId">The stream.</param>
/// <param name="Name">What people call it; never a person's name.</param>
/// <param name="Product">The product, as its vendor names it.</param>
/// <param name="PricePlanId">The plan by which a held seat is charged.</param>
/// <param name="Kind">How its licences are used.</param>
[StoredAs("licence_pool_created")]
public sealed record LicencePoolCreated(Guid PoolId, string Name, string Product, Guid PricePlanId, PoolKind Kind = PoolKind.NamedSeats) : EventOf<LicencePool>;

/// <summary>Seats were bought.</summary>
/// <param name="Quantity">How many, at least one.</param>
/// <param name="Terms">What was agreed; null: bought for good, nothing else is known.</param>
/// <param name="Pending">Whether they count only from a first instant that has not come: then <see cref="SeatTermBegan"/> says when they do.</param>
/// <param name="Renews">The purchase that this one follows; null: none.</param>
/// <param name="TrueUp">Whether they were in use before they were bought.</param>
[StoredAs("licence_seats_purchased")]
public sealed record SeatsPurchased(int Quantity, PurchaseTerms? Terms = null, bool Pending = false, Guid? Renews = null, bool TrueUp = false) : EventOf<LicencePool>;

/// <summary>The first instant of bought seats came: they count from then on.</summary>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="Quantity">How many.</param>
[StoredAs("licence_seat_term_began")]
public sealed record SeatTermBegan(Guid PurchaseId, int Quantity) : EventOf<LicencePool>;

/// <summary>The term of bought seats ended: they count no longer.</summary>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="Quantity">How many; of units, those that were not used up.</param>
[StoredAs("licence_seat_term_ended")]
public sealed record SeatTermEnded(Guid PurchaseId, int Quantity) : EventOf<LicencePool>;

/// <summary>The vendor's own count of what is in use became known.</summary>
/// <param name="InUse">How many, by that count.</param>
[StoredAs("licence_use_counted")]
public sealed record UseCounted(int InUse) : EventOf<LicencePool>;

/// <summary>What a client may hold of the pool was told; it replaces what was told before.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Allotment">How much.</param>
[StoredAs("licence_seats_allotted")]
public sealed record SeatsAllotted(string ClientId, Allotment Allotment) : EventOf<LicencePool>;

/// <summary>Free seats were set aside for a provisioning order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">How many, at least one.</param>
/// <param name="ClientId">The client that ordered; null: not told.</param>
/// <param name="EndsAt">When they are free again by themselves (UTC); null: never.</param>
[StoredAs("licence_seats_reserved")]
public sealed record SeatsReserved(Guid OrderId, int Quantity, string? ClientId = null, DateTimeOffset? EndsAt = null) : EventOf<LicencePool>;

/// <summary>What was still set aside for an order is free again.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">How many were still set aside.</param>
[StoredAs("licence_reservation_cancelled")]
public sealed record ReservationCancelled(Guid OrderId, int Quantity) : EventOf<LicencePool>;

/// <summary>A reservation came to its end: what was still set aside is free again.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">How many were still set aside.</param>
[StoredAs("licence_reservation_expired")]
public sealed record ReservationExpired(Guid OrderId, int Quantity) : EventOf<LicencePool>;

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

/// <summary>It was told for how long seats are lent.</summary>
/// <param name="Terms">For how long.</param>
[StoredAs("licence_lease_terms_set")]
public sealed record LeaseTermsSet(LeaseTerms Terms) : EventOf<LicencePool>;

/// <summary>One seat was lent, or is kept for whoever waited for it.</summary>
/// <param name="LeaseId">The lease, in the client's tenant.</param>
/// <param name="ClientId">The client.</param>
/// <param name="WaitingSince">Since when it was waited for (UTC); null: it was not.</param>
[StoredAs("licence_seat_leased")]
public sealed record SeatLeased(Guid LeaseId, string ClientId, DateTimeOffset? WaitingSince = null) : EventOf<LicencePool>;

/// <summary>A lease no longer holds its seat.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Ending">How it ended.</param>
[StoredAs("licence_seat_lease_ended")]
public sealed record SeatLeaseEnded(Guid LeaseId, string ClientId, LeaseEnding Ending) : EventOf<LicencePool>;

/// <summary>A lease was asked for and refused for want of a seat: demand that was not met.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Code">The refusal's code.</param>
[StoredAs("licence_lease_refused")]
public sealed record LeaseRefused(string ClientId, string Code) : EventOf<LicencePool>;

/// <summary>None was left for it: a lease waits for its turn.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="ClientId">The client.</param>
[StoredAs("licence_lease_queued")]
public sealed record LeaseQueued(Guid LeaseId, string ClientId) : EventOf<LicencePool>;

/// <summary>A lease waits no longer and got no seat.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="ClientId">The client.</param>
[StoredAs("licence_lease_unqueued")]
public sealed record LeaseUnqueued(Guid LeaseId, string ClientId) : EventOf<LicencePool>;

/// <summary>It was told which other pools' products the product includes; it replaces what was told before.</summary>
/// <param name="PoolIds">The pools of the included products, ordered.</param>
[StoredAs("licence_pool_includes_set")]
public sealed record PoolsIncluded(ImmutableArray<Guid> PoolIds) : EventOf<LicencePool>;

/// <summary>Units were used up.</summary>
/// <param name="ConsumptionId">The consumption, in the client's tenant.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Quantity">How many, at least one.</param>
[StoredAs("licence_units_consumed")]
public sealed record UnitsConsumed(Guid ConsumptionId, string ClientId, int Quantity) : EventOf<LicencePool>;
