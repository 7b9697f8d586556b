using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Whether a seat is held.</summary>
public enum AssignmentStatus
{
    /// <summary>Held and used.</summary>
    Active,

    /// <summary>Held, not used.</summary>
    Suspended,

    /// <summary>Given back.</summary>
    Released,
}

/// <summary>One seat held by one person.</summary>
/// <param name="Id">The stream.</param>
/// <param name="PoolId">The pool that the seat belongs to.</param>
/// <param name="PersonId">Who holds it.</param>
/// <param name="OrderId">The provisioning order that gave it; null when none did.</param>
/// <param name="RequestId">The service request behind the order; null when there is none.</param>
/// <param name="PricePlanId">The plan by which it is charged.</param>
/// <param name="Status">Whether it is held.</param>
/// <param name="AssignedAt">When it was given (UTC).</param>
/// <param name="ChangedAt">When that last changed (UTC).</param>
public sealed record LicenceAssignment(
    Guid Id,
    Guid PoolId,
    Guid PersonId,
    Guid? OrderId,
    Guid? RequestId,
    Guid PricePlanId,
    AssignmentStatus Status,
    DateTimeOffset AssignedAt,
    DateTimeOffset ChangedAt) : IState<LicenceAssignment>
{
    /// <summary>The device that uses it, by its number in the inventory; null: the person who holds it.</summary>
    public string? Device { get; init; }

    /// <inheritdoc/>
    public static LicenceAssignment? Evolve(LicenceAssignment? state, EventOf<LicenceAssignment> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, LicenceAssigned e) => new(e.AssignmentId, e.PoolId, e.PersonId, e.OrderId, e.RequestId, e.PricePlanId, AssignmentStatus.Active, at, at) { Device = e.Device },
        ({ }, LicenceSuspended) => state with { Status = AssignmentStatus.Suspended, ChangedAt = at },
        ({ }, LicenceResumed) => state with { Status = AssignmentStatus.Active, ChangedAt = at },
        ({ }, LicenceReleased) => state with { Status = AssignmentStatus.Released, ChangedAt = at },
        _ => state,
    };
}
