using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>Take the offer out of the catalogue; what was ordered goes on.</summary>
public sealed record RetireOffer
{
    /// <summary>What stands in the way.</summary>
    /// <param name="offer">The offer.</param>
    public static Refusal? Hindrance(Offer offer) => ReviseOfferDraft.Hindrance(offer);

    /// <summary>Decides.</summary>
    /// <param name="offer">The offer.</param>
    public static Decision<Offer> Decide(Offer offer)
    {
        if (Hindrance(offer) is { } refusal)
        {
            return refusal;
        }

        return new OfferRetired();
    }
}
