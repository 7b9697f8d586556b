using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>A seat of a shared pool was lent to a person at once.</summary>
/// <param name="LeaseId">The stream.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="ClientId">The client.</param>
/// <param name="PersonId">Who uses it.</param>
/// <param name="EndsAt">When it ends by itself unless it is renewed (UTC).</param>
[StoredAs("licence_lease_granted")]
public sealed record LeaseGranted(Guid LeaseId, Guid PoolId, string ClientId, Guid PersonId, DateTimeOffset EndsAt) : EventOf<LicenceLease>;

/// <summary>It is still used: it ends later.</summary>
/// <param name="EndsAt">When it ends by itself unless it is renewed again (UTC).</param>
[StoredAs("licence_lease_renewed")]
public sealed record LeaseRenewed(DateTimeOffset EndsAt) : EventOf<LicenceLease>;

/// <summary>It was given back.</summary>
[StoredAs("licence_lease_released")]
public sealed record LeaseReleased : EventOf<LicenceLease>;

/// <summary>Nobody renewed it before its end.</summary>
[StoredAs("licence_lease_expired")]
public sealed record LeaseExpired : EventOf<LicenceLease>;

/// <summary>A seat was asked for and none was left: the lease waits for its turn.</summary>
/// <param name="LeaseId">The stream.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="ClientId">The client.</param>
/// <param name="PersonId">Who would use it.</param>
/// <param name="Ticket">Its number in the line: the place of its waiting in the pool's ledger.</param>
[StoredAs("licence_lease_requested")]
public sealed record LeaseRequested(Guid LeaseId, Guid PoolId, string ClientId, Guid PersonId, int Ticket) : EventOf<LicenceLease>;

/// <summary>Its turn came: a seat is kept for it.</summary>
/// <param name="EndsAt">Until when (UTC).</param>
/// <param name="ClientId">The client; null: not told.</param>
[StoredAs("licence_lease_offered")]
public sealed record LeaseOffered(DateTimeOffset EndsAt, string? ClientId = null) : EventOf<LicenceLease>;

/// <summary>The seat that was kept is used.</summary>
/// <param name="EndsAt">When it ends by itself unless it is renewed (UTC).</param>
[StoredAs("licence_lease_taken")]
public sealed record LeaseTaken(DateTimeOffset EndsAt) : EventOf<LicenceLease>;

/// <summary>Nobody took the seat that was kept: it passed on.</summary>
[StoredAs("licence_lease_passed")]
public sealed record LeasePassed : EventOf<LicenceLease>;

/// <summary>It left the line before its turn came.</summary>
[StoredAs("licence_lease_withdrawn")]
public sealed record LeaseWithdrawn : EventOf<LicenceLease>;
