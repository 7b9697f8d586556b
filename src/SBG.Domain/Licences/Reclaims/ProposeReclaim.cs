using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Reclaims;

/// <summary>Propose to take a licence back; its holder is told and can object for a while.</summary>
/// <param name="InactiveFor">For how long nobody must have used it, or what it has beyond an included product.</param>
/// <param name="ObjectWithin">How long the holder can object.</param>
public sealed record ProposeReclaim(TimeSpan InactiveFor, TimeSpan ObjectWithin)
{
    /// <summary>The licence was proposed to be taken back already, and the holder can still object.</summary>
    public static readonly Refusal AlreadyProposed = new("licences/already-proposed");

    /// <summary>The licence is used, and nothing else of the person's includes it.</summary>
    public static readonly Refusal NothingToReclaim = new("licences/nothing-to-reclaim");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? Hindrance(LicenceAssignment licence, DateTimeOffset now) =>
        ReleaseLicence.Hindrance(licence) ?? (licence.Reclaim?.At(now) is ReclaimStanding.Open or ReclaimStanding.Due ? AlreadyProposed : null);

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="licence">The licence.</param>
    /// <param name="holdings">What the person holds.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicenceAssignment> Decide(ProposeReclaim command, LicenceAssignment licence, Holdings holdings, DateTimeOffset now)
    {
        if (Hindrance(licence, now) is { } refusal)
        {
            return refusal;
        }

        return holdings.GroundFor(licence, now - command.InactiveFor) is { } ground
            ? new ReclaimProposed(ground.Cause, licence.LastUsedAt, now + command.ObjectWithin, ground.Covering, ground.Instead)
            : NothingToReclaim;
    }
}
