using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Reclaims;

/// <summary>Object to a licence being taken back: it stays.</summary>
/// <param name="Ground">Why it is still needed.</param>
public sealed record ObjectToReclaim(ObjectionGround Ground)
{
    /// <summary>Nothing is proposed, or it was too long ago.</summary>
    public static readonly Refusal NothingProposed = new("licences/nothing-proposed");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? Hindrance(LicenceAssignment licence, DateTimeOffset now) =>
        ReleaseLicence.Hindrance(licence) ?? (licence.Reclaim?.At(now) == ReclaimStanding.Open ? null : NothingProposed);

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicenceAssignment> Decide(ObjectToReclaim command, LicenceAssignment licence, DateTimeOffset now) =>
        Hindrance(licence, now) is { } refusal ? refusal : new ReclaimObjected(command.Ground);
}
