using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Reclaims;

/// <summary>Give up taking a licence back.</summary>
public sealed record WithdrawReclaim
{
    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? Hindrance(LicenceAssignment licence, DateTimeOffset now) =>
        ReleaseLicence.Hindrance(licence) ?? (licence.Reclaim?.At(now) is ReclaimStanding.Open or ReclaimStanding.Due ? null : ObjectToReclaim.NothingProposed);

    /// <summary>Decides.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicenceAssignment> Decide(LicenceAssignment licence, DateTimeOffset now) =>
        Hindrance(licence, now) is { } refusal ? refusal : new ReclaimWithdrawn();
}
