using SBG.Api.Kernel;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>An offer, as the provider's staff see it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Status">Whether it can be ordered.</param>
/// <param name="Draft">What the next version would say.</param>
/// <param name="CurrentVersion">The last published version; null before the first.</param>
/// <param name="DraftedAt">When it was begun.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record OfferView(
    Guid Id, OfferStatus Status, OfferTerms Draft, OfferVersionView? CurrentVersion, DateTimeOffset DraftedAt, IReadOnlyList<string> Actions)
{
    internal static OfferView Of(Offer offer, Actor actor)
    {
        var actions = new Actions(actor)
            .May("revise", ReviseOfferDraft.Hindrance(offer), Role.ServiceManager)
            .May("publish", PublishOffer.Hindrance(offer), Role.ServiceManager)
            .May("retire", RetireOffer.Hindrance(offer), Role.ServiceManager);
        return new(
            offer.Id, offer.Status, offer.Draft, offer.Versions is [.., var last] ? OfferVersionView.Of(offer.Id, last) : null, offer.DraftedAt, actions.Listed);
    }
}

/// <summary>A published version: it never changes.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Version">1, 2, 3 ...</param>
/// <param name="Terms">Its terms.</param>
/// <param name="MonthlyPrice">One unit over one whole month.</param>
/// <param name="PricePlanVersion">The version of the price plan that said so.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record OfferVersionView(Guid OfferId, int Version, OfferTerms Terms, Money MonthlyPrice, int PricePlanVersion, DateTimeOffset PublishedAt)
{
    internal static OfferVersionView Of(Guid offerId, OfferVersion version) =>
        new(offerId, version.Number, version.Terms, version.MonthlyPrice, version.PricePlanVersion, version.PublishedAt);
}
