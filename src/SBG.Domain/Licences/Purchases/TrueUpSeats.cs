using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Purchases;

/// <summary>Buy exactly the seats that are in use without being bought.</summary>
/// <param name="Terms">What was agreed; they count at once.</param>
public sealed record TrueUpSeats(PurchaseTerms Terms)
{
    /// <summary>Nothing is in use that was not bought.</summary>
    public static readonly Refusal NothingOverused = new("licences/nothing-overused");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="pool">The pool, as it is now.</param>
    public static Refusal? Hindrance(LicencePool pool) => pool.Overused == 0 ? NothingOverused : null;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicencePool> Decide(TrueUpSeats command, LicencePool pool, DateTimeOffset now) =>
        Hindrance(pool) is { } refusal ? refusal
        : PurchaseSeats.Purchase(new(pool.Overused, command.Terms with { StartsAt = null }), pool, now, null, trueUp: true);
}
