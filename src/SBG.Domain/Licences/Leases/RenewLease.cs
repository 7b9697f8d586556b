using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>Tell that a lent seat is still used.</summary>
/// <param name="EndsAt">When it ends by itself from now on (UTC).</param>
public sealed record RenewLease(DateTimeOffset EndsAt)
{
    /// <summary>The lease is over: another one is to be asked for.</summary>
    public static readonly Refusal LeaseOver = new("licences/lease-over");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="lease">The lease, as it is now.</param>
    public static Refusal? Hindrance(LicenceLease lease) => lease.Status switch
    {
        LeaseStatus.Active => null,
        LeaseStatus.Waiting or LeaseStatus.Offered => TakeLease.NotTaken,
        _ => LeaseOver,
    };

    /// <summary>Decides; what would not end later records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="lease">The lease, as it is now.</param>
    public static Decision<LicenceLease> Decide(RenewLease command, LicenceLease lease) =>
        Hindrance(lease) is { } refusal ? refusal
        : command.EndsAt <= lease.HeldUntil ? Decision.Nothing
        : new LeaseRenewed(command.EndsAt);
}
