using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>Leave the line; recorded together with <see cref="LeaseUnqueued"/>.</summary>
public sealed record WithdrawLease
{
    /// <summary>The lease does not wait.</summary>
    public static readonly Refusal NotWaiting = new("licences/not-waiting");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="lease">The lease, as it is now.</param>
    public static Refusal? Hindrance(LicenceLease lease) => lease.Ticket is null ? NotWaiting : null;

    /// <summary>Decides.</summary>
    /// <param name="lease">The lease, as it is now.</param>
    public static Decision<LicenceLease> Decide(LicenceLease lease) => Hindrance(lease) is { } refusal ? refusal : new LeaseWithdrawn();
}
