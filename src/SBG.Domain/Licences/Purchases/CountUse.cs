using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Purchases;

/// <summary>Tell how many seats the vendor counts as used: more than were bought is over-use, even when the ledger knows nothing of it.</summary>
/// <param name="InUse">How many, by the vendor's count.</param>
public sealed record CountUse(int InUse)
{
    /// <summary>Decides; the same count again records nothing.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="pool">The pool.</param>
    public static Decision<LicencePool> Decide(CountUse command, LicencePool pool) =>
        pool.Counted == command.InUse ? Decision.Nothing : new UseCounted(command.InUse);
}
