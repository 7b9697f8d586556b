using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Reclaims;

/// <summary>Give the person a licence again that was taken back; recorded together with the new assignment.</summary>
/// <param name="AssignmentId">The new assignment.</param>
public sealed record ReverseReclaim(Guid AssignmentId)
{
    /// <summary>The licence was not taken back, or too long ago, or that was reversed already.</summary>
    public static readonly Refusal NothingToReverse = new("licences/nothing-to-reverse");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? Hindrance(LicenceAssignment licence, DateTimeOffset now) =>
        licence.Reclaim is { ReversibleUntil: { } until, ReversedBy: null } && now < until ? null : NothingToReverse;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicenceAssignment> Decide(ReverseReclaim command, LicenceAssignment licence, DateTimeOffset now) =>
        Hindrance(licence, now) is { } refusal ? refusal : new ReclaimReversed(command.AssignmentId);
}
