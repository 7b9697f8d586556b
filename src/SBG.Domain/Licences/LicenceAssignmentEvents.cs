using SBG.Domain.Kernel;

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
