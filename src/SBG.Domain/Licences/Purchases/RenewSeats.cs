using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Purchases;

/// <summary>Buy seats that follow those of a purchase from the instant at which its term ends; the same supplier and contract unless others are told.</summary>
/// <param name="Renewed">The purchase that ends.</param>
/// <param name="PurchaseId">The new purchase.</param>
/// <param name="EndsAt">When the new term ends (UTC).</param>
/// <param name="Quantity">How many; null: as many as before.</param>
/// <param name="UnitPrice">Dollars for one seat and the whole term; null: as before.</param>
/// <param name="Contract">The contract; null: as before.</param>
public sealed record RenewSeats(Guid Renewed, Guid PurchaseId, DateTimeOffset EndsAt, int? Quantity = null, Money? UnitPrice = null, string? Contract = null)
{
    /// <summary>The pool has no such purchase with a term that runs or is to come.</summary>
    public static readonly Refusal UnknownPurchase = new("licences/unknown-purchase");

    /// <summary>The purchase has no end, or another follows it already.</summary>
    public static readonly Refusal NothingToRenew = new("licences/nothing-to-renew");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="pool">The pool, as it is now.</param>
    public static Refusal? Hindrance(LicencePool pool) => pool.Purchases.Values.Any(IsRenewable) ? null : NothingToRenew;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicencePool> Decide(RenewSeats command, LicencePool pool, DateTimeOffset now)
    {
        if (!pool.Purchases.TryGetValue(command.Renewed.ToString(), out var before))
        {
            return UnknownPurchase.With("purchase", command.Renewed);
        }

        if (!IsRenewable(before))
        {
            return NothingToRenew;
        }

        var terms = before.Terms with
        {
            PurchaseId = command.PurchaseId,
            StartsAt = before.Terms.EndsAt,
            EndsAt = command.EndsAt,
            UnitPrice = command.UnitPrice ?? before.Terms.UnitPrice,
            Contract = command.Contract ?? before.Terms.Contract,
        };
        return PurchaseSeats.Purchase(new(command.Quantity ?? before.Quantity, terms), pool, now, command.Renewed, trueUp: false);
    }

    private static bool IsRenewable(SeatPurchase purchase) => purchase is { Renewed: false, Terms.EndsAt: not null };
}
