using SBG.Api.Billing;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>An offer, as the provider's staff see it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Draft">What the next version would say.</param>
/// <param name="Review">How the review of the draft goes; null: nobody proposed it as it is.</param>
/// <param name="CurrentVersion">The version that everyone can order; null before the first.</param>
/// <param name="Versions">All versions, by number, with who can order them.</param>
/// <param name="RetiresAt">When it is taken out of the catalogue; null: nobody said.</param>
/// <param name="DraftedAt">When it was begun.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record OfferView(
    Guid Id,
    OfferStatus Status,
    OfferTerms Draft,
    OfferReviewView? Review,
    OfferVersionView? CurrentVersion,
    IReadOnlyList<OfferStageView> Versions,
    DateTimeOffset? RetiresAt,
    DateTimeOffset DraftedAt,
    IReadOnlyList<string> Actions);

/// <summary>A review of a draft.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="ProposedBy">The subject who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ReviewedBy">The subject who approved it or sent it back.</param>
/// <param name="ReviewedAt">When.</param>
/// <param name="Reason">Why it was sent back; null once destroyed.</param>
public sealed record OfferReviewView(
    ReviewStatus Status, string ProposedBy, DateTimeOffset ProposedAt, string? ReviewedBy, DateTimeOffset? ReviewedAt, string? Reason);

/// <summary>Who can order a version.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Stage">Who can order it.</param>
/// <param name="PublishedAt">When it was published, or began to be tried, or is to be published.</param>
/// <param name="PublishesAt">When it is to be published; null when that is not awaited.</param>
/// <param name="PilotClients">The clients that try it, or tried it.</param>
/// <param name="Review">Who proposed and approved it; null: it was published before there were reviews.</param>
public sealed record OfferStageView(
    int Version, VersionStage Stage, DateTimeOffset PublishedAt, DateTimeOffset? PublishesAt, IReadOnlyList<string> PilotClients, OfferReviewView? Review);

/// <summary>A version: it never changes.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Version">1, 2, 3 ...</param>
/// <param name="Terms">Its terms.</param>
/// <param name="MonthlyPrice">One unit over one whole month.</param>
/// <param name="PricePlanVersion">The version of the price plan that said so.</param>
/// <param name="Charge">How that version charges several units; null: each at the monthly price.</param>
public sealed record OfferVersionView(Guid OfferId, int Version, OfferTerms Terms, Money MonthlyPrice, int PricePlanVersion, ChargeBody? Charge)
{
    internal static OfferVersionView Of(Guid offerId, OfferVersion version) =>
        new(offerId, version.Number, version.Terms, version.MonthlyPrice, version.PricePlanVersion, ChargeBody.Of(version.Charge));
}
