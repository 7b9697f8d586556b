using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Lifecycle;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>Represents offers to the provider's staff: with what is awaited, and the revealed reasons of reviews.</summary>
/// <param name="vault">Reveals.</param>
/// <param name="clock">The clock.</param>
public sealed class OfferRendering(Vault vault, TimeProvider clock)
{
    /// <summary>Represents an offer.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<OfferView> View(Offer offer, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(offer);
        var now = clock.Now();
        var review = ReviewOffer.Hindrance(offer, actor);
        var actions = new Actions(actor)
            .May("revise", ReviseOfferDraft.Hindrance(offer), Role.ServiceManager)
            .May("propose", ProposeOffer.Hindrance(offer), Role.ServiceManager)
            .May("approve", review, Role.ServiceManager)
            .May("sendBack", review, Role.ServiceManager)
            .May("pilot", PilotOffer.Hindrance(offer), Role.ServiceManager)
            .May("endPilot", EndPilot.Hindrance(offer), Role.ServiceManager)
            .May("publish", PublishOffer.Hindrance(offer), Role.ServiceManager)
            .May("withdrawPublication", AwaitedPublication.Hindrance(offer, now), Role.ServiceManager)
            .May("retire", RetireOffer.Hindrance(offer), Role.ServiceManager)
            .May("withdrawRetirement", RetireOffer.WithdrawalHindrance(offer, now), Role.ServiceManager);
        var versions = new List<OfferStageView>(offer.Versions.Length);
        foreach (var version in offer.Versions)
        {
            versions.Add(new(version.Number, version.Stage, version.PublishedAt, version.PublishesAt, version.PilotClients, await Of(version.Review, stop)));
        }

        return new(
            offer.Id, offer.Status, offer.Draft, await Of(offer.Review, stop), offer.Current(now) is { } current ? OfferVersionView.Of(offer.Id, current) : null,
            versions, offer.RetiresAt, offer.DraftedAt, actions.Listed);
    }

    private async ValueTask<OfferReviewView?> Of(OfferReview? review, CancellationToken stop) =>
        review is null ? null : new(review.Status, review.ProposedBy, review.ProposedAt, review.ReviewedBy, review.ReviewedAt, await vault.Reveal(review.Reason, stop));
}
