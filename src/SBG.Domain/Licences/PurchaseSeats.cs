using SBG.Domain.Kernel;
using SBG.Domain.Licences.Purchases;

namespace SBG.Domain.Licences;

/// <summary>Add bought seats to a pool.</summary>
/// <param name="Quantity">How many.</param>
/// <param name="Terms">What was agreed; null: bought for good, nothing else is known.</param>
public sealed record PurchaseSeats(int Quantity, PurchaseTerms? Terms = null)
{
    /// <summary>The most seats of one purchase.</summary>
    public const int MostAtOnce = 1_000_000;

    /// <summary>The most seats of a pool.</summary>
    public const int MostInPool = 10_000_000;

    /// <summary>The most purchases whose term runs or is to come.</summary>
    public const int MostPurchases = 500;

    /// <summary>A purchase is of at least one seat, and a pool holds a bounded number.</summary>
    public static readonly Refusal NotAQuantity = new("licences/not-a-quantity");

    /// <summary>A term ends after it starts, and has not ended yet.</summary>
    public static readonly Refusal NotATerm = new("licences/not-a-term");

    /// <summary>A seat costs between 0 and 1,000,000 dollars, in whole cents.</summary>
    public static readonly Refusal NotAPrice = new("licences/not-a-price");

    /// <summary>The pool has as many open purchases as can be kept.</summary>
    public static readonly Refusal TooManyPurchases = new("licences/too-many-purchases");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now.</param>
    /// <param name="now">UTC.</param>
    public static Decision<LicencePool> Decide(PurchaseSeats command, LicencePool pool, DateTimeOffset now) => Purchase(command, pool, now, null, trueUp: false);

    internal static Decision<LicencePool> Purchase(PurchaseSeats command, LicencePool pool, DateTimeOffset now, Guid? renews, bool trueUp)
    {
        var (quantity, terms) = command;
        if (quantity is < 1 or > MostAtOnce || quantity > MostInPool - pool.Balance.Purchased)
        {
            return NotAQuantity.With("quantity", quantity).With("most", MostInPool);
        }

        if (terms is not null && (terms.EndsAt <= now || terms.EndsAt <= terms.StartsAt))
        {
            return NotATerm;
        }

        if (terms?.UnitPrice is { } price && (price.Amount is < 0m or > 1_000_000m || price.ToCent() != price))
        {
            return NotAPrice.With("amount", price);
        }

        return terms is not null && pool.Purchases.Count >= MostPurchases
            ? TooManyPurchases.With("most", MostPurchases)
            : new SeatsPurchased(quantity, terms, terms?.StartsAt > now, renews, trueUp);
    }
}
