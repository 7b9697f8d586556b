using SBG.Domain.Licences.Reclaims;

namespace SBG.Api.Licences.Reclaims;

/// <summary>A proposal to take a licence back, as the API shows it.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="ProposedAt">When the holder was told.</param>
/// <param name="LastUsedAt">When the licence was last used, as far as was known then; null: never.</param>
/// <param name="ObjectUntil">The first instant at which nobody can object any more.</param>
/// <param name="Covering">The licence of the same person that includes it, if there is one.</param>
/// <param name="Instead">The pool from which the person could have a smaller licence, if there is one.</param>
/// <param name="Objection">Why it is still needed, as was objected.</param>
/// <param name="ReversibleUntil">Until when the person can have it again; null: it was not taken back.</param>
/// <param name="ReversedBy">The licence that the person has again.</param>
public sealed record ReclaimView(
    ReclaimCause Cause,
    ReclaimStanding Standing,
    DateTimeOffset ProposedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset ObjectUntil,
    Guid? Covering,
    Guid? Instead,
    ObjectionGround? Objection,
    DateTimeOffset? ReversibleUntil,
    Guid? ReversedBy)
{
    internal static ReclaimView Of(Reclaim reclaim, DateTimeOffset now) => new(
        reclaim.Cause, reclaim.At(now), reclaim.ProposedAt, reclaim.LastUsedAt, reclaim.ObjectUntil, reclaim.Covering, reclaim.Instead, reclaim.Objection,
        reclaim.ReversibleUntil, reclaim.ReversedBy);
}
