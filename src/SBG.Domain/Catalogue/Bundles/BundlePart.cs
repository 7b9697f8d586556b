using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Bundles;

/// <summary>An offer that is ordered, priced and delivered as a part of another, the bundle; each part under its own version.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Minimum">The fewest for one bundle; 0: it can be left out.</param>
/// <param name="Default">How many when nobody says.</param>
/// <param name="Maximum">The most for one bundle.</param>
public sealed record BundlePart(Guid OfferId, int Minimum, int Default, int Maximum);

/// <summary>What the parts of an offer must be.</summary>
public static class BundleRules
{
    /// <summary>The most parts of a bundle.</summary>
    public const int Most = 20;

    /// <summary>The most of one part in one bundle.</summary>
    public const int MostOfAPart = 100;

    /// <summary>An offer is two parts of a bundle, or a part of itself.</summary>
    public static readonly Refusal NamedTwice = new("catalogue/bundle-part-twice");

    /// <summary>The fewest, the usual and the most are not in that order, or out of range.</summary>
    public static readonly Refusal OutOfRange = new("catalogue/bundle-part-out-of-range");

    /// <summary>A part is a bundle itself.</summary>
    public static readonly Refusal InBundle = new("catalogue/bundle-in-bundle");

    /// <summary>Whether terms are those of a bundle.</summary>
    /// <param name="terms">The terms.</param>
    public static bool IsBundle(this OfferTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Parts is { IsEmpty: false };
    }

    /// <summary>What is wrong with the parts of terms.</summary>
    /// <param name="terms">The terms.</param>
    internal static Refusal? Hindrance(OfferTerms terms)
    {
        var seen = new HashSet<Guid>();
        foreach (var part in terms.Parts ?? [])
        {
            if (!seen.Add(part.OfferId))
            {
                return NamedTwice.With("offer", part.OfferId);
            }

            if (part is not { Minimum: >= 0, Maximum: >= 1 and <= MostOfAPart } || part.Default < part.Minimum || part.Default > part.Maximum)
            {
                return OutOfRange.With("offer", part.OfferId).With("most", MostOfAPart);
            }
        }

        return null;
    }

    /// <summary>What is wrong with the parts of an offer, beside what its terms say.</summary>
    /// <param name="offerId">The offer.</param>
    /// <param name="terms">Its terms.</param>
    internal static Refusal? Hindrance(Guid offerId, OfferTerms terms) =>
        terms.Parts?.Any(part => part.OfferId == offerId) is true ? NamedTwice.With("offer", offerId) : null;
}
