using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>Use the seat that was kept.</summary>
/// <param name="EndsAt">When the lease ends by itself (UTC).</param>
public sealed record TakeLease(DateTimeOffset EndsAt)
{
    /// <summary>No seat is kept for the lease.</summary>
    public static readonly Refusal NothingKept = new("licences/nothing-kept");

    /// <summary>The lease waits, or its seat was not taken yet.</summary>
    public static readonly Refusal NotTaken = new("licences/lease-not-taken");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="lease">The lease, as it is now.</param>
    public static Refusal? Hindrance(LicenceLease lease) => lease.Status == LeaseStatus.Offered ? null : NothingKept;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="lease">The lease, as it is now.</param>
    public static Decision<LicenceLease> Decide(TakeLease command, LicenceLease lease) =>
        Hindrance(lease) is { } refusal ? refusal : new LeaseTaken(command.EndsAt);
}
