using SBG.Domain.Kernel;

namespace SBG.Domain.Licences;

/// <summary>Put a released seat back into its pool; recorded together with <see cref="LicenceReleased"/>.</summary>
/// <param name="AssignmentId">The assignment that held it.</param>
/// <param name="ClientId">The client.</param>
public sealed record ReleaseSeat(Guid AssignmentId, string ClientId)
{
    /// <summary>No seat of the pool is held: there is nothing to put back.</summary>
    public static readonly Refusal NothingHeld = new("licences/no-seat-held");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool.</param>
    public static Decision<LicencePool> Decide(ReleaseSeat command, LicencePool pool) =>
        pool.Balance.Assigned > 0 ? new SeatReleased(command.AssignmentId, command.ClientId) : NothingHeld.With("pool", pool.Name);
}
