using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Requests.Bundles;

namespace SBG.Api.Requests;

/// <summary>A cart to open.</summary>
/// <param name="Lines">Lines to put in at once.</param>
public sealed record OpenCartBody([MaxLength(CartRules.MostLines)] IReadOnlyList<CartLineBody>? Lines = null);

/// <summary>Lines to put in: all, or none.</summary>
/// <param name="Lines">The lines.</param>
public sealed record AddCartLinesBody([MinLength(1), MaxLength(CartRules.MostLines)] IReadOnlyList<CartLineBody> Lines);

/// <summary>A line to put in a cart.</summary>
/// <param name="OfferId">The offer; its current version is pinned.</param>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">The answers, by question; as the offer's form asks.</param>
/// <param name="Parts">Of a bundle, by the offer of each part: what is chosen of it; parts that are absent are as the bundle has them by default.</param>
public sealed record CartLineBody(
    Guid OfferId,
    Guid BeneficiaryId,
    [Range(1, CartRules.MostOfALine)] int Quantity = 1,
    [MaxLength(FormRules.MostQuestions)] IReadOnlyDictionary<string, OptionValue>? Options = null,
    [MaxLength(BundleRules.Most)] IReadOnlyDictionary<string, CartPartBody>? Parts = null);

/// <summary>What is chosen of one part of a bundle.</summary>
/// <param name="Quantity">How many for one bundle; 0 leaves it out; absent: as the bundle has it by default.</param>
/// <param name="Options">The answers, by question; as the part's form asks.</param>
public sealed record CartPartBody(
    [Range(0, BundleRules.MostOfAPart)] int? Quantity = null, [MaxLength(FormRules.MostQuestions)] IReadOnlyDictionary<string, OptionValue>? Options = null);

/// <summary>A line, chosen anew.</summary>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">The answers, by question; as the offer's form asks.</param>
/// <param name="Parts">Of a bundle, by the offer of each part: what is chosen of it, those that are absent by default; absent: the parts stay as they are.</param>
public sealed record ChangeCartLineBody(
    Guid BeneficiaryId,
    [Range(1, CartRules.MostOfALine)] int Quantity,
    [MaxLength(FormRules.MostQuestions)] IReadOnlyDictionary<string, OptionValue>? Options = null,
    [MaxLength(BundleRules.Most)] IReadOnlyDictionary<string, CartPartBody>? Parts = null);

/// <summary>What the requester says when submitting a cart; without a body: nothing.</summary>
/// <param name="Prices">Prices that changed since lines were put in, accepted as they are now: the catalogue's version and price of each offer.</param>
public sealed record SubmitCartBody([MaxLength(CartRules.MostLines)] IReadOnlyList<AcceptedPrice>? Prices = null);

/// <summary>Choices as the domain takes them.</summary>
internal static class Choices
{
    public static ImmutableSortedDictionary<string, OptionValue> Of(IReadOnlyDictionary<string, OptionValue>? options) =>
        (options ?? ImmutableSortedDictionary<string, OptionValue>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The parts of a new line.</summary>
    /// <param name="parts">As they are named.</param>
    /// <param name="terms">Of the bundle; null: the offer is not known, and its line is refused for that.</param>
    /// <param name="facts">The offers that lines name.</param>
    public static ImmutableArray<CartPart> Of(IReadOnlyDictionary<string, CartPartBody>? parts, OfferTerms? terms, OrderFacts facts) =>
        terms is null ? [] : Parts(parts, terms, offer => facts.Current(offer)?.Number ?? 0);

    /// <summary>The parts of a line that is chosen anew: they stay of the versions that were pinned.</summary>
    /// <param name="parts">As they are named; null: they stay.</param>
    /// <param name="line">The line.</param>
    /// <param name="facts">The offers that lines name.</param>
    public static ImmutableArray<CartPart> Of(IReadOnlyDictionary<string, CartPartBody>? parts, CartLine line, OrderFacts facts) =>
        parts is null || facts.Offers.GetValueOrDefault(line.OfferId)?.Version(line.OfferVersion) is not { } version
            ? line.Parts
            : Parts(parts, version.Terms, offer => line.Parts.FirstOrDefault(part => part.OfferId == offer)?.OfferVersion ?? facts.Current(offer)?.Number ?? 0);

    // A key that is no id names no part.
    private static ImmutableArray<CartPart> Parts(IReadOnlyDictionary<string, CartPartBody>? parts, OfferTerms terms, Func<Guid, int> versionOf) => BundleChoice.Of(
        terms,
        (parts ?? ImmutableDictionary<string, CartPartBody>.Empty).DistinctBy(part => Key(part.Key)).ToDictionary(part => Key(part.Key), part => (part.Value.Quantity, Of(part.Value.Options))),
        versionOf);

    private static Guid Key(string key) => Guid.TryParseExact(key, "D", out var offer) ? offer : Guid.Empty;
}
