using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Lifecycle;

/// <summary>Propose the draft for review by someone else.</summary>
public sealed record ProposeOffer
{
    /// <summary>It was proposed already.</summary>
    public static readonly Refusal AlreadyProposed = new("catalogue/already-proposed");

    /// <summary>What stands in the way.</summary>
    /// <param name="offer">The offer.</param>
    public static Refusal? Hindrance(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return ReviseOfferDraft.Hindrance(offer)
            ?? PublishOffer.News(offer)
            ?? (offer.Review is { Status: ReviewStatus.Open or ReviewStatus.Approved } ? AlreadyProposed : null);
    }

    /// <summary>Decides. A draft that was sent back can be proposed again as it is: the reason may have been answered elsewhere.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="actor">Who proposes it.</param>
    public static Decision<Offer> Decide(Offer offer, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Hindrance(offer) is { } refusal)
        {
            return refusal;
        }

        return new OfferReviewRequested(offer.Id, actor.Subject);
    }
}
