using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Leases;

/// <summary>Tell for how long the licences of a pool are lent; leases that run keep their end until they are renewed.</summary>
/// <param name="Terms">For how long.</param>
public sealed record SetLeaseTerms(LeaseTerms Terms)
{
    /// <summary>The licences of the pool are not lent.</summary>
    public static readonly Refusal NotShared = new("licences/not-shared");

    /// <summary>A lease lasts between a second and a day, a seat is kept for a second to an hour.</summary>
    public static readonly Refusal NotLeaseTerms = new("licences/not-lease-terms");

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="pool">The pool.</param>
    public static Refusal? Hindrance(LicencePool pool) => pool.Kind == PoolKind.Shared ? null : NotShared.With("pool", pool.Name);

    /// <summary>Decides; the same terms again record nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool.</param>
    public static Decision<LicencePool> Decide(SetLeaseTerms command, LicencePool pool)
    {
        var (length, kept) = command.Terms;
        if (Hindrance(pool) is { } refusal)
        {
            return refusal;
        }

        if (length < Least || length > TimeSpan.FromDays(1) || kept < Least || kept > TimeSpan.FromHours(1))
        {
            return NotLeaseTerms;
        }

        return command.Terms == pool.LeaseTerms ? Decision.Nothing : new LeaseTermsSet(command.Terms);
    }
}
