using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>How a lease stopped holding its seat.</summary>
public enum LeaseEnding
{
    /// <summary>It was given back.</summary>
    Released,

    /// <summary>Nobody renewed it before its end.</summary>
    Expired,

    /// <summary>The seat was kept for whoever waited, and nobody took it.</summary>
    NotTaken,
}

/// <summary>Put the seat of a lease back into its pool; recorded together with what the lease's own stream tells.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Ending">How it ended.</param>
public sealed record EndSeatLease(Guid LeaseId, string ClientId, LeaseEnding Ending)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool.</param>
    public static Decision<LicencePool> Decide(EndSeatLease command, LicencePool pool) =>
        pool.Balance.Leased > 0
            ? new SeatLeaseEnded(command.LeaseId, command.ClientId, command.Ending)
            : ReleaseSeat.NothingHeld.With("pool", pool.Name);
}
