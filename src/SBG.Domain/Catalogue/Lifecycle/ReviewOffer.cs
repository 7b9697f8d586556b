using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Lifecycle;

/// <summary>Look at what someone else proposed: approve it, or send it back. Four eyes see every version.</summary>
public static class ReviewOffer
{
    /// <summary>The draft is not in review.</summary>
    public static readonly Refusal NotInReview = new("catalogue/not-in-review");

    /// <summary>Nobody reviews what one proposed.</summary>
    public static readonly Refusal OwnProposal = new("catalogue/own-proposal");

    /// <summary>What stands in the way.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="actor">Who reviews it.</param>
    public static Refusal? Hindrance(Offer offer, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(actor);
        if (ReviseOfferDraft.Hindrance(offer) is { } refusal)
        {
            return refusal;
        }

        return offer.Review is not { Status: ReviewStatus.Open } review ? NotInReview : review.ProposedBy == actor.Subject ? OwnProposal : null;
    }

    /// <summary>Decides that the draft is good.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="actor">Who reviews it.</param>
    public static Decision<Offer> Approve(Offer offer, Actor actor) =>
        Hindrance(offer, actor) is { } refusal ? refusal : new OfferReviewApproved(offer.Id, actor.Subject);

    /// <summary>Decides that it must be written anew.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="actor">Who reviews it.</param>
    /// <param name="reason">Why.</param>
    public static Decision<Offer> SendBack(Offer offer, Actor actor, Sealed<string> reason) =>
        Hindrance(offer, actor) is { } refusal ? refusal : new OfferSentBack(offer.Id, actor.Subject, reason);
}
