using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>Give a lent seat back before its end, or one that is kept without taking it; recorded together with <see cref="SeatLeaseEnded"/>.</summary>
public sealed record ReleaseLease
{
    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="lease">The lease, as it is now.</param>
    public static Refusal? Hindrance(LicenceLease lease) => lease.HeldUntil is not null ? null : lease.Ticket is null ? RenewLease.LeaseOver : TakeLease.NotTaken;

    /// <summary>Decides.</summary>
    /// <param name="lease">The lease, as it is now.</param>
    public static Decision<LicenceLease> Decide(LicenceLease lease) => Hindrance(lease) is { } refusal ? refusal : new LeaseReleased();
}
