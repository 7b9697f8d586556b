using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>Begin an offer.</summary>
/// <param name="OfferId">The new stream.</param>
/// <param name="Terms">The draft.</param>
public sealed record DraftOffer(Guid OfferId, OfferTerms Terms)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">What exists under that id.</param>
    public static Decision<Offer> Decide(DraftOffer command, Offer? existing)
    {
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        if ((OfferRules.Hindrance(command.Terms) ?? BundleRules.Hindrance(command.OfferId, command.Terms)) is { } wrong)
        {
            return wrong;
        }

        return new OfferDrafted(command.OfferId, command.Terms);
    }
}
