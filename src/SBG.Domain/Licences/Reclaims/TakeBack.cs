using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Reclaims;

/// <summary>Take a licence back to which nobody objected in time; recorded together with <see cref="SeatReleased"/>.</summary>
public sealed record TakeBack
{
    /// <summary>How long it can be reversed.</summary>
    public static readonly TimeSpan Reversible = TimeSpan.FromDays(30);

    /// <summary>Decides; nothing is recorded unless it is due.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicenceAssignment> Decide(LicenceAssignment licence, DateTimeOffset now) =>
        licence.Status != AssignmentStatus.Released && licence.Reclaim?.At(now) == ReclaimStanding.Due
            ? Decision.Record<LicenceAssignment>(new LicenceReclaimed(now + Reversible), new LicenceReleased())
            : Decision.Nothing;
}
