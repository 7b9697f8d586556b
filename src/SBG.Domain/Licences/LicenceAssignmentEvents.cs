using SBG.Domain.Kernel;
using SBG.Domain.Licences.Reclaims;

namespace SBG.Domain.Licences;

/// <summary>One seat of a pool was given to one person.</summary>
/// <param name="AssignmentId">The stream.</param>
/// <param name="PoolId">The pool that the seat belongs to.</param>
/// <param name="PersonId">Who holds it.</param>
/// <param name="OrderId">The provisioning order that gave it; null when none did.</param>
/// <param name="RequestId">The service request behind the order; null when there is none.</param>
/// <param name="PricePlanId">The plan by which it is charged.</param>
/// <param name="Device">The device that uses it, by its number in the inventory; null: the person.</param>
/// <param name="CostCentre">The cost centre that bears it; null: none is known.</param>
[StoredAs("licence_assigned")]
public sealed record LicenceAssigned(Guid AssignmentId, Guid PoolId, Guid PersonId, Guid? OrderId, Guid? RequestId, Guid PricePlanId, string? Device = null, string? CostCentre = null)
    : EventOf<LicenceAssignment>;

/// <summary>The seat is not used for now; nobody else can have it.</summary>
[StoredAs("licence_suspended")]
public sealed record LicenceSuspended : EventOf<LicenceAssignment>;

/// <summary>The seat is used again.</summary>
[StoredAs("licence_resumed")]
public sealed record LicenceResumed : EventOf<LicenceAssignment>;

/// <summary>The seat went back to the pool.</summary>
[StoredAs("licence_released")]
public sealed record LicenceReleased : EventOf<LicenceAssignment>;

/// <summary>It was told when the licence was last used.</summary>
/// <param name="LastUsedAt">When it was (UTC).</param>
/// <param name="PremiumUsedAt">When that of it was which the included product lacks (UTC); null: not told.</param>
[StoredAs("licence_use_reported")]
public sealed record UseReported(DateTimeOffset LastUsedAt, DateTimeOffset? PremiumUsedAt = null) : EventOf<LicenceAssignment>;

/// <summary>The licence shall be taken back: its holder is told why, and can object for a while.</summary>
/// <param name="Cause">Why.</param>
/// <param name="LastUsedAt">When it was last used, as far as was known (UTC); null: never.</param>
/// <param name="ObjectUntil">The first instant at which nobody can object any more (UTC).</param>
/// <param name="Covering">The licence of the same person that includes it; null: none.</param>
/// <param name="Instead">The pool from which the person could have a smaller licence; null: none.</param>
[StoredAs("licence_reclaim_proposed")]
public sealed record ReclaimProposed(ReclaimCause Cause, DateTimeOffset? LastUsedAt, DateTimeOffset ObjectUntil, Guid? Covering = null, Guid? Instead = null)
    : EventOf<LicenceAssignment>;

/// <summary>The holder, or someone for the holder, objected in time: the licence stays.</summary>
/// <param name="Ground">Why it is still needed.</param>
[StoredAs("licence_reclaim_objected")]
public sealed record ReclaimObjected(ObjectionGround Ground) : EventOf<LicenceAssignment>;

/// <summary>The licence shall not be taken back after all.</summary>
[StoredAs("licence_reclaim_withdrawn")]
public sealed record ReclaimWithdrawn : EventOf<LicenceAssignment>;

/// <summary>Nobody objected in time: the licence is taken back; its release follows.</summary>
/// <param name="ReversibleUntil">Until when the person can have it again (UTC).</param>
[StoredAs("licence_reclaimed")]
public sealed record LicenceReclaimed(DateTimeOffset ReversibleUntil) : EventOf<LicenceAssignment>;

/// <summary>The person has a licence again that was taken back.</summary>
/// <param name="AssignmentId">The new assignment.</param>
[StoredAs("licence_reclaim_reversed")]
public sealed record ReclaimReversed(Guid AssignmentId) : EventOf<LicenceAssignment>;
