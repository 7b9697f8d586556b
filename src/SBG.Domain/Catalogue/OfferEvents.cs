using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
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

/// <summary>A version that will never change was published; orders pin it. A pilot that ran until then is over, or is what was published.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="Version">1, 2, 3 ...</param>
/// <param name="Terms">The terms for ever.</param>
/// <param name="MonthlyPrice">Dollars for one unit over one whole month, by the price plan on that day.</param>
/// <param name="PricePlanVersion">The version of the plan that said so.</param>
/// <param name="Charge">How it charges several units; null: each at the monthly price.</param>
[StoredAs("offer_published")]
public sealed record OfferPublished(Guid OfferId, int Version, OfferTerms Terms, Money MonthlyPrice, int PricePlanVersion, Charge? Charge = null) : EventOf<Offer>;

/// <summary>The offer can no longer be ordered; what was ordered goes on.</summary>
[StoredAs("offer_retired")]
public sealed record OfferRetired : EventOf<Offer>;

/// <summary>Someone found the draft ready and proposed it for review.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="ProposedBy">The subject who proposed it.</param>
[StoredAs("offer_review_requested")]
public sealed record OfferReviewRequested(Guid OfferId, string ProposedBy) : EventOf<Offer>;

/// <summary>Someone else found the draft good: it can be tried and published as it is.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="ApprovedBy">The subject who approved it.</param>
[StoredAs("offer_review_approved")]
public sealed record OfferReviewApproved(Guid OfferId, string ApprovedBy) : EventOf<Offer>;

/// <summary>Someone else found that the draft must be written anew.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="SentBackBy">The subject who sent it back.</param>
/// <param name="Reason">Why, in that person's words.</param>
[StoredAs("offer_sent_back")]
public sealed record OfferSentBack(Guid OfferId, string SentBackBy, Sealed<string> Reason) : EventOf<Offer>;

/// <summary>A version that will never change can be ordered by named clients; a pilot that ran until then is over.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="Version">1, 2, 3 ...</param>
/// <param name="Terms">The terms for ever.</param>
/// <param name="MonthlyPrice">Dollars for one unit over one whole month, by the price plan on that day.</param>
/// <param name="PricePlanVersion">The version of the plan that said so.</param>
/// <param name="Clients">The clients that try it.</param>
/// <param name="Charge">How the plan charges several units; null: each at the monthly price.</param>
[StoredAs("offer_piloted")]
public sealed record OfferPiloted(
    Guid OfferId, int Version, OfferTerms Terms, Money MonthlyPrice, int PricePlanVersion, ImmutableArray<string> Clients, Charge? Charge = null) : EventOf<Offer>;

/// <summary>Other clients try the version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Clients">All the clients that try it from now on.</param>
[StoredAs("offer_pilot_clients_changed")]
public sealed record OfferPilotClientsChanged(int Version, ImmutableArray<string> Clients) : EventOf<Offer>;

/// <summary>Nobody can order the version that was tried any more; what was ordered goes on.</summary>
/// <param name="Version">The version.</param>
[StoredAs("offer_pilot_ended")]
public sealed record OfferPilotEnded(int Version) : EventOf<Offer>;

/// <summary>A version that will never change is to be published at an instant.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="Version">1, 2, 3 ...; that of the pilot, when that is what is published.</param>
/// <param name="Terms">The terms for ever.</param>
/// <param name="MonthlyPrice">Dollars for one unit over one whole month, by the price plan on the day of publication.</param>
/// <param name="PricePlanVersion">The version of the plan that said so.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Charge">How the plan charges several units; null: each at the monthly price.</param>
[StoredAs("offer_publication_scheduled")]
public sealed record PublicationScheduled(
    Guid OfferId, int Version, OfferTerms Terms, Money MonthlyPrice, int PricePlanVersion, DateTimeOffset At, Charge? Charge = null) : EventOf<Offer>;

/// <summary>The version is not published after all; its number is not given again.</summary>
/// <param name="Version">The version.</param>
[StoredAs("offer_publication_withdrawn")]
public sealed record PublicationWithdrawn(int Version) : EventOf<Offer>;

/// <summary>The offer is to be taken out of the catalogue at an instant.</summary>
/// <param name="OfferId">The stream.</param>
/// <param name="At">When (UTC).</param>
[StoredAs("offer_retirement_scheduled")]
public sealed record RetirementScheduled(Guid OfferId, DateTimeOffset At) : EventOf<Offer>;

/// <summary>The offer stays in the catalogue after all.</summary>
[StoredAs("offer_retirement_withdrawn")]
public sealed record RetirementWithdrawn : EventOf<Offer>;
