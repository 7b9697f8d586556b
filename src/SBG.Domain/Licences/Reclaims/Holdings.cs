namespace SBG.Domain.Licences.Reclaims;

/// <summary>Why a licence could be taken back, with what speaks for it.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Covering">The licence of the same person that includes it.</param>
/// <param name="Instead">The pool from which the person could have a smaller licence.</param>
public sealed record ReclaimGround(ReclaimCause Cause, Guid? Covering = null, Guid? Instead = null);

/// <summary>What one person holds, with the pools of it: all that is needed to say which of it could be taken back.</summary>
/// <param name="Licences">The licences that the person holds.</param>
/// <param name="Pools">Their pools, by id.</param>
public sealed record Holdings(IReadOnlyCollection<LicenceAssignment> Licences, IReadOnlyDictionary<Guid, LicencePool> Pools)
{
    /// <summary>
    /// Why one of them could be taken back; null: nothing speaks for it. First whether another includes it; then whether nobody uses it; then whether a smaller one
    /// would do, which is said only of a licence of which use was told.
    /// </summary>
    /// <param name="licence">The licence.</param>
    /// <param name="since">Since when it must not have been used (UTC); who has it for less time is left alone.</param>
    public ReclaimGround? GroundFor(LicenceAssignment licence, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(licence);
        if (Licences.FirstOrDefault(other => other.Id != licence.Id && other.Status != AssignmentStatus.Released && Includes(other.PoolId, licence.PoolId)) is { } covering)
        {
            return new(ReclaimCause.Overlap, covering.Id);
        }

        if (licence.AssignedAt > since)
        {
            return null;
        }

        if (!(licence.LastUsedAt > since))
        {
            return new(ReclaimCause.Inactivity);
        }

        return Pools.GetValueOrDefault(licence.PoolId)?.Includes is { IsEmpty: false } smaller && !(licence.PremiumUsedAt > since)
            ? new(ReclaimCause.Downgrade, Instead: smaller[0])
            : null;
    }

    private bool Includes(Guid larger, Guid smaller) => Pools.GetValueOrDefault(larger)?.Includes.Contains(smaller) is true;
}
