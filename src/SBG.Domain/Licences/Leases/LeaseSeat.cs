using SBG.Domain.Kernel;
using SBG.Domain.Licences.Allotments;

namespace SBG.Domain.Licences.Leases;

/// <summary>Take a seat of a shared pool for one lease; recorded together with what the lease's own stream tells.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="ClientId">The client.</param>
public sealed record LeaseSeat(Guid LeaseId, string ClientId)
{
    /// <summary>Whether a refusal is for want of seats: demand that was not met, and not a mistake.</summary>
    /// <param name="refusal">The refusal.</param>
    public static bool IsWantOfSeats(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code == AssignSeats.NoSeatLeft.Code || refusal.Code == Room.ClientAtCeiling.Code;
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now.</param>
    public static Decision<LicencePool> Decide(LeaseSeat command, LicencePool pool) =>
        (SetLeaseTerms.Hindrance(pool) ?? Room.For(pool, command.ClientId).Lacks(pool, 1)) is { } refusal
            ? refusal
            : new SeatLeased(command.LeaseId, command.ClientId);
}
