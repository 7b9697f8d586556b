using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

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
public sealed record CartLineBody(
    Guid OfferId,
    Guid BeneficiaryId,
    [Range(1, CartRules.MostOfALine)] int Quantity = 1,
    [MaxLength(FormRules.MostQuestions)] IReadOnlyDictionary<string, OptionValue>? Options = null);

/// <summary>A line, chosen anew.</summary>
/// <param name="BeneficiaryId">The person who gets it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">The answers, by question; as the offer's form asks.</param>
public sealed record ChangeCartLineBody(
    Guid BeneficiaryId, [Range(1, CartRules.MostOfALine)] int Quantity, [MaxLength(FormRules.MostQuestions)] IReadOnlyDictionary<string, OptionValue>? Options = null);

/// <summary>What the requester says when submitting a cart; without a body: nothing.</summary>
/// <param name="Prices">Prices that changed since lines were put in, accepted as they are now: the catalogue's version and price of each offer.</param>
public sealed record SubmitCartBody([MaxLength(CartRules.MostLines)] IReadOnlyList<AcceptedPrice>? Prices = null);

/// <summary>Choices as the domain takes them.</summary>
internal static class Choices
{
    public static ImmutableSortedDictionary<string, OptionValue> Of(IReadOnlyDictionary<string, OptionValue>? options) =>
        (options ?? ImmutableSortedDictionary<string, OptionValue>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
