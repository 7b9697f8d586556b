using SBG.Domain.Billing;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>Publish the draft as a version that will never change, at the price in force.</summary>
public sealed record PublishOffer
{
    /// <summary>The draft says what the last version says.</summary>
    public static readonly Refusal NothingNew = new("catalogue/nothing-new");

    /// <summary>The price plan has no price in force today.</summary>
    public static readonly Refusal NoPrice = new("catalogue/no-price-in-force");

    /// <summary>What stands in the way, whatever the facts are.</summary>
    /// <param name="offer">The offer.</param>
    public static Refusal? Hindrance(Offer offer) =>
        ReviseOfferDraft.Hindrance(offer) ?? (offer.Versions is [.., var last] && last.Terms == offer.Draft ? NothingNew : null);

    /// <summary>Decides.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="price">The price in force on the day of publication; null when there is none.</param>
    public static Decision<Offer> Decide(Offer offer, PriceVersion? price)
    {
        if (Hindrance(offer) is { } refusal)
        {
            return refusal;
        }

        if (price is null)
        {
            return NoPrice;
        }

        return new OfferPublished(offer.Id, offer.Versions.Length + 1, offer.Draft, price.MonthlyPerSeat, price.Number);
    }
}
