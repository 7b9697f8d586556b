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
