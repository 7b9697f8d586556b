using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Reclaims;

/// <summary>Tell which other pools' products a product includes; it replaces what was told before.</summary>
/// <param name="PoolIds">The pools of the included products.</param>
public sealed record IncludePools(ImmutableArray<Guid> PoolIds)
{
    /// <summary>A product does not include itself, and is not included by what it includes.</summary>
    public static readonly Refusal IncludesItself = new("licences/includes-itself");

    /// <summary>Decides.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="included">Those of the pools that exist.</param>
    public static Decision<LicencePool> Decide(IncludePools command, LicencePool pool, IReadOnlyCollection<LicencePool> included)
    {
        ImmutableArray<Guid> wanted = [.. command.PoolIds.Distinct().Order()];
        if (wanted.Except(included.Select(other => other.Id)).ToArray() is [var unknown, ..])
        {
            return HoldLicence.UnknownPool.With("pool", unknown);
        }

        if (wanted.Contains(pool.Id) || included.Any(other => other.Includes.Contains(pool.Id)))
        {
            return IncludesItself.With("pool", pool.Name);
        }

        return wanted.SequenceEqual(pool.Includes) ? Decision.Nothing : new PoolsIncluded(wanted);
    }
}
