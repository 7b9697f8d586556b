using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>Wait for a seat; recorded together with <see cref="LeaseRequested"/>, whose ticket is the version of what is decided here.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="ClientId">The client.</param>
public sealed record QueueLease(Guid LeaseId, string ClientId)
{
    /// <summary>The longest line.</summary>
    public const int MostWaiting = 1_000;

    /// <summary>The line is as long as it can be.</summary>
    public static readonly Refusal LineFull = new("licences/line-full");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now: no seat is left for the client.</param>
    public static Decision<LicencePool> Decide(QueueLease command, LicencePool pool) =>
        pool.Waiting >= MostWaiting ? LineFull.With("pool", pool.Name).With("most", MostWaiting) : new LeaseQueued(command.LeaseId, command.ClientId);
}
