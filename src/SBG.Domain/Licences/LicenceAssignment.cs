using SBG.Domain.Kernel;
using SBG.Domain.Licences.Reclaims;

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

    /// <summary>When it was last used, as far as was told (UTC); null: never told.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When that of it was last used which the included product lacks (UTC); null: never told.</summary>
    public DateTimeOffset? PremiumUsedAt { get; init; }

    /// <summary>The last proposal to take it back; null: there never was one.</summary>
    public Reclaim? Reclaim { get; init; }

    /// <inheritdoc/>
    public static LicenceAssignment? Evolve(LicenceAssignment? state, EventOf<LicenceAssignment> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, LicenceAssigned e) => new(e.AssignmentId, e.PoolId, e.PersonId, e.OrderId, e.RequestId, e.PricePlanId, AssignmentStatus.Active, at, at) { Device = e.Device },
        ({ }, LicenceSuspended) => state with { Status = AssignmentStatus.Suspended, ChangedAt = at },
        ({ }, LicenceResumed) => state with { Status = AssignmentStatus.Active, ChangedAt = at },
        ({ }, UseReported e) => state with { LastUsedAt = e.LastUsedAt, PremiumUsedAt = e.PremiumUsedAt ?? state.PremiumUsedAt },
        ({ }, ReclaimProposed e) => state with { Reclaim = new(e.Cause, at, e.LastUsedAt, e.ObjectUntil, e.Covering, e.Instead) },
        ({ }, ReclaimObjected e) => state with { Reclaim = state.Reclaim! with { Objection = e.Ground, ClosedAt = at } },
        ({ }, ReclaimWithdrawn) => state with { Reclaim = state.Reclaim! with { ClosedAt = at } },
        ({ }, LicenceReclaimed e) => state with { Reclaim = state.Reclaim! with { ClosedAt = at, ReversibleUntil = e.ReversibleUntil } },
        ({ }, ReclaimReversed e) => state with { Reclaim = state.Reclaim! with { ReversedBy = e.AssignmentId } },
        ({ }, LicenceReleased) => state with { Status = AssignmentStatus.Released, ChangedAt = at },
        _ => state,
    };
}
