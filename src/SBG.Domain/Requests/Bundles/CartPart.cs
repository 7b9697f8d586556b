using System.Collections.Immutable;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests.Bundles;

/// <summary>What is chosen of one part of a bundle.</summary>
/// <param name="OfferId">The part's offer.</param>
/// <param name="OfferVersion">Its version, pinned when it was chosen.</param>
/// <param name="Options">Option to choice.</param>
/// <param name="Quantity">How many for one bundle; 1 or more, since what is left out is not there.</param>
public sealed record CartPart(Guid OfferId, int OfferVersion, ImmutableSortedDictionary<string, OptionValue> Options, int Quantity)
{
    /// <summary>Compares what is said, options included.</summary>
    /// <param name="other">Another part.</param>
    public bool Equals(CartPart? other) =>
        other is not null && (OfferId, OfferVersion, Quantity) == (other.OfferId, other.OfferVersion, other.Quantity) && Options.SequenceEqual(other.Options);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(OfferId, OfferVersion, Quantity);
}

/// <summary>Whether the parts that were chosen are those of the bundle.</summary>
public static class BundleChoice
{
    /// <summary>The offer has no such part.</summary>
    public static readonly Refusal UnknownPart = new("requests/unknown-part");

    /// <summary>There are fewer or more of a part than the bundle holds.</summary>
    public static readonly Refusal PartOutOfRange = new("requests/part-out-of-range");

    /// <summary>The parts of one bundle: those that are named, and of the others as many as the bundle holds by default.</summary>
    /// <param name="terms">The ordered version's.</param>
    /// <param name="named">By offer: what is chosen of it; a quantity of 0 leaves it out, null takes the default.</param>
    /// <param name="versionOf">The version of an offer that would be ordered; 0: none.</param>
    public static ImmutableArray<CartPart> Of(
        OfferTerms terms, IReadOnlyDictionary<Guid, (int? Quantity, ImmutableSortedDictionary<string, OptionValue> Options)> named, Func<Guid, int> versionOf)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(named);
        ArgumentNullException.ThrowIfNull(versionOf);
        var own = from part in terms.Parts ?? []
                  let chosen = named.GetValueOrDefault(part.OfferId)
                  let quantity = chosen.Quantity ?? part.Default
                  where quantity != 0
                  select new CartPart(part.OfferId, versionOf(part.OfferId), chosen.Options ?? ImmutableSortedDictionary<string, OptionValue>.Empty, quantity);
        var others = named.Where(chosen => terms.Parts?.Any(part => part.OfferId == chosen.Key) is not true)
            .Select(chosen => new CartPart(chosen.Key, 0, chosen.Value.Options, chosen.Value.Quantity ?? 1)).OrderBy(part => part.OfferId);
        return [.. own, .. others];
    }

    /// <summary>What is wrong with the parts of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="terms">The ordered version's.</param>
    /// <param name="nameOf">What people call an offer.</param>
    public static Refusal? Hindrance(CartLine line, OfferTerms terms, Func<Guid, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(nameOf);
        var parts = terms.Parts ?? [];
        if (line.Parts.FirstOrDefault(chosen => parts.All(part => part.OfferId != chosen.OfferId)) is { } unknown)
        {
            return UnknownPart.With("offer", terms.Name).With("part", unknown.OfferId);
        }

        var wrong = from part in parts
                    let quantity = line.Parts.FirstOrDefault(chosen => chosen.OfferId == part.OfferId)?.Quantity ?? 0
                    where quantity < part.Minimum || quantity > part.Maximum
                    select PartOutOfRange.With("offer", terms.Name).With("part", nameOf(part.OfferId)).With("fewest", part.Minimum).With("most", part.Maximum);
        return wrong.FirstOrDefault();
    }
}
