using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>Write the draft anew; published versions stay as they are.</summary>
/// <param name="Terms">The whole new draft.</param>
public sealed record ReviseOfferDraft(OfferTerms Terms)
{
    /// <summary>The offer is retired.</summary>
    public static readonly Refusal OfferIsRetired = new("catalogue/offer-retired");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="offer">The offer.</param>
    public static Refusal? Hindrance(Offer offer) => offer.Status == OfferStatus.Retired ? OfferIsRetired.With("offer", offer.Draft.Name) : null;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="offer">The offer.</param>
    public static Decision<Offer> Decide(ReviseOfferDraft command, Offer offer)
    {
        if ((Hindrance(offer) ?? OfferRules.Hindrance(command.Terms) ?? BundleRules.Hindrance(offer.Id, command.Terms)) is { } refusal)
        {
            return refusal;
        }

        if (command.Terms == offer.Draft)
        {
            return Decision.Nothing;
        }

        return new OfferDraftRevised(command.Terms);
    }
}
