using Marten;
using SBG.Api.Requests;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Ordering;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Catalogue;

/// <summary>Tells of offers whether they can be ordered, by the rule that carts go by.</summary>
/// <param name="Asked">For whom.</param>
/// <param name="Others">The offers that go with those judged, or do not.</param>
/// <param name="At">When (UTC).</param>
internal sealed record CatalogueJudgement(OrderingCase Asked, IReadOnlyDictionary<Guid, Offer> Others, DateTimeOffset At)
{
    private string ClientId => Asked.Client!.ClientId;

    /// <summary>Loads what it takes to judge.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="client">The client.</param>
    /// <param name="beneficiary">Who would get it; null: nobody is named, and what depends on it is not judged.</param>
    /// <param name="offers">What is judged.</param>
    /// <param name="load">Loads the offers that these name, as of the same time.</param>
    /// <param name="at">When (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<CatalogueJudgement> Of(
        IQuerySession session,
        Client client,
        Person? beneficiary,
        IReadOnlyList<Offer> offers,
        Func<Guid[], Task<IReadOnlyList<Offer>>> load,
        DateTimeOffset at,
        CancellationToken stop)
    {
        var has = beneficiary is null ? [] : (await session.HeldBy([beneficiary.Id], null, stop))[beneficiary.Id].ToHashSet();
        var terms = offers.Select(offer => offer.CurrentFor(client.ClientId, at)?.Terms).OfType<OfferTerms>().ToArray();
        var parts = await Missing(terms.SelectMany(named => named.Parts ?? []).Select(part => part.OfferId), offers, load);
        var known = offers.Concat(parts).ToArray();
        var others = beneficiary is null ? [] : await Missing(
            terms.Concat(parts.Select(offer => offer.CurrentFor(client.ClientId, at)?.Terms).OfType<OfferTerms>()).SelectMany(named => named.Ordering?.Requires ?? []).Concat(has), known, load);
        return new(new(client, beneficiary, has), known.Concat(others).ToDictionary(offer => offer.Id), at);
    }

    /// <summary>The parts of a bundle, as they would be ordered.</summary>
    /// <param name="offer">The offer.</param>
    public IReadOnlyList<CataloguePartView> Parts(Offer offer) =>
        [.. (offer.CurrentFor(ClientId, At)!.Terms.Parts ?? []).Select(part => CataloguePartView.Of(part, Others.GetValueOrDefault(part.OfferId)?.CurrentFor(ClientId, At)))];

    /// <summary>All that stands in the way of ordering an offer.</summary>
    /// <param name="offer">The offer.</param>
    public IReadOnlyList<Refusal> Reasons(Offer offer)
    {
        var version = offer.CurrentFor(ClientId, At)!;
        var reasons = new List<Refusal>();
        if (OpenCart.Hindrance(Asked.Client!) is { } inactive)
        {
            reasons.Add(inactive);
        }

        // What a bundle cannot be without stands in its way, and is beside it.
        var parts = (version.Terms.Parts ?? []).Where(part => part.Minimum > 0).Select(part => part.OfferId).ToArray();
        var asked = Asked with { Has = Asked.Has.Concat(parts).Append(offer.Id).ToHashSet() };
        reasons.AddRange(Reasons(offer.Id, parts.Length == 0 ? Asked : asked));
        reasons.AddRange(parts.SelectMany(part => Reasons(part, asked)));
        return [.. reasons.Distinct()];
    }

    private IEnumerable<Refusal> Reasons(Guid offerId, OrderingCase asked)
    {
        if (Others.GetValueOrDefault(offerId) is not { } offer || offer.CurrentFor(ClientId, At) is not { } version)
        {
            return [CartRules.UnknownOffer.With("offer", offerId)];
        }

        var told = OrderingRule.Hindrances(offerId, version.Terms.Ordering, asked, other => TermsOf(other)?.Name ?? other.ToString(), other => TermsOf(other)?.Ordering, At);
        return offer.IsRetired(At) ? told.Prepend(CartRules.OfferRetired.With("offer", version.Terms.Name)) : told;
    }

    private static async Task<IReadOnlyList<Offer>> Missing(IEnumerable<Guid> named, IReadOnlyList<Offer> known, Func<Guid[], Task<IReadOnlyList<Offer>>> load)
    {
        var missing = named.Except(known.Select(offer => offer.Id)).ToArray();
        return missing.Length == 0 ? [] : await load(missing);
    }

    private OfferTerms? TermsOf(Guid offerId) => Others.GetValueOrDefault(offerId)?.CurrentFor(ClientId, At)?.Terms;
}
