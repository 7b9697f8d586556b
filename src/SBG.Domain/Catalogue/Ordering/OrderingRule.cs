using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Ordering;

/// <summary>For whom something would be ordered.</summary>
/// <param name="Client">The client; null: not known.</param>
/// <param name="Beneficiary">Who would get it; null: not said yet, and what depends on it is not judged.</param>
/// <param name="Has">The offers that the beneficiary holds, is to get, or is ordered on other lines.</param>
public sealed record OrderingCase(Client? Client, Person? Beneficiary, IReadOnlySet<Guid> Has);

/// <summary>
/// The one rule of who may order what: asked by the catalogue, by each line of a cart and again when it is submitted. It is asked of the version that the client would
/// order now, whatever version a line pinned: what one gets was promised, who may order was not.
/// </summary>
public static class OrderingRule
{
    /// <summary>It can be ordered later.</summary>
    public static readonly Refusal NotYet = new("catalogue/not-orderable-yet");

    /// <summary>It could be ordered earlier.</summary>
    public static readonly Refusal NoMore = new("catalogue/not-orderable-any-more");

    /// <summary>It is not for clients of this kind.</summary>
    public static readonly Refusal ClientNotEligible = new("catalogue/client-not-eligible");

    /// <summary>It is not for people of this unit.</summary>
    public static readonly Refusal UnitNotEligible = new("catalogue/unit-not-eligible");

    /// <summary>It is not for people who play this part, or whose part is not known.</summary>
    public static readonly Refusal JobRoleNotEligible = new("catalogue/job-role-not-eligible");

    /// <summary>The beneficiary lacks an offer that it takes.</summary>
    public static readonly Refusal OfferRequired = new("catalogue/offer-required");

    /// <summary>The beneficiary has an offer that does not go with it.</summary>
    public static readonly Refusal OfferExcluded = new("catalogue/offer-excluded");

    /// <summary>All that stands in the way, in a fixed order.</summary>
    /// <param name="offerId">The offer.</param>
    /// <param name="terms">Who may order the version that would be ordered; null: everyone.</param>
    /// <param name="asked">For whom.</param>
    /// <param name="nameOf">What people call an offer.</param>
    /// <param name="termsOf">Who may order another offer: an exclusion counts whichever of the two says it.</param>
    /// <param name="at">When (UTC).</param>
    public static IEnumerable<Refusal> Hindrances(
        Guid offerId, OrderingTerms? terms, OrderingCase asked, Func<Guid, string> nameOf, Func<Guid, OrderingTerms?> termsOf, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(nameOf);
        ArgumentNullException.ThrowIfNull(termsOf);
        terms ??= OrderingTerms.Open;
        if (at < terms.From)
        {
            yield return NotYet.With("from", Day(terms.From.Value));
        }

        if (at >= terms.Until)
        {
            yield return NoMore.With("until", Day(terms.Until.Value));
        }

        if (!IsEligible(terms, asked.Client))
        {
            yield return ClientNotEligible;
        }

        if (asked.Beneficiary is not { } person)
        {
            yield break;
        }

        if (!terms.Units.IsEmpty && !terms.Units.Contains(person.Unit))
        {
            yield return UnitNotEligible.With("unit", person.Unit);
        }

        if (!terms.JobRoles.IsEmpty && (person.JobRole is not { } part || !terms.JobRoles.Contains(part)))
        {
            yield return JobRoleNotEligible;
        }

        foreach (var required in terms.Requires.Where(required => !asked.Has.Contains(required)))
        {
            yield return OfferRequired.With("offer", nameOf(required));
        }

        foreach (var other in asked.Has.Where(other => other != offerId && (terms.Excludes.Contains(other) || termsOf(other)?.Excludes.Contains(offerId) is true)).Order())
        {
            yield return OfferExcluded.With("offer", nameOf(other));
        }
    }

    private static bool IsEligible(OrderingTerms terms, Client? client) =>
        (terms.Categories.IsEmpty && terms.Clients.IsEmpty)
        || (client is not null && (terms.Categories.Contains(client.Category) || terms.Clients.Contains(client.ClientId)));

    private static string Day(DateTimeOffset at) => FormattableString.Invariant($"{at:yyyy-MM-dd HH:mm} UTC");
}
