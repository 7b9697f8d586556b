using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue;

/// <summary>An offer was begun; nobody can order it yet.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="Terms">The draft.</param>
[StoredAs("offer_drafted")]
public sealed record OfferDrafted(Guid OfferId, OfferTerms Terms) : EventOf<Offer>;

/// <summary>The draft was written anew.</summary>
/// <param name="Terms">The whole new draft.</param>
[StoredAs("offer_draft_revised")]
public sealed record OfferDraftRevised(OfferTerms Terms) : EventOf<Offer>;

/// <summary>A version that will never change was published; orders pin it.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="Version">1, 2, 3 ...</param>
/// <param name="Terms">The terms for ever.</param>
/// <param name="MonthlyPrice">Dollars for one unit over one whole month, by the price plan on that day.</param>
/// <param name="PricePlanVersion">The version of the plan that said so.</param>
[StoredAs("offer_published")]
public sealed record OfferPublished(Guid OfferId, int Version, OfferTerms Terms, Money MonthlyPrice, int PricePlanVersion) : EventOf<Offer>;

/// <summary>The offer can no longer be ordered; what was ordered goes on.</summary>
[StoredAs("offer_retired")]
public sealed record OfferRetired : EventOf<Offer>;
