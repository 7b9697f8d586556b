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
    /// <param name="at">When (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<CatalogueJudgement> Of(
        IQuerySession session, Client client, Person? beneficiary, IReadOnlyList<Offer> offers, DateTimeOffset at, CancellationToken stop)
    {
        if (beneficiary is null)
        {
            return new(new(client, null, new HashSet<Guid>()), offers.ToDictionary(offer => offer.Id), at);
        }

        var has = (await session.HeldBy([beneficiary.Id], null, stop))[beneficiary.Id].ToHashSet();
        var named = offers.SelectMany(offer => offer.CurrentFor(client.ClientId, at)?.Terms.Ordering?.Requires ?? []).Concat(has).Except(offers.Select(offer => offer.Id)).ToArray();
        var others = named.Length == 0 ? [] : await session.ForTenant(Tenant.Provider).LoadManyAsync<Offer>(stop, named);
        return new(new(client, beneficiary, has), offers.Concat(others).ToDictionary(offer => offer.Id), at);
    }

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

        if (offer.IsRetired(At))
        {
            reasons.Add(CartRules.OfferRetired.With("offer", version.Terms.Name));
        }

        reasons.AddRange(OrderingRule.Hindrances(offer.Id, version.Terms.Ordering, Asked, other => TermsOf(other)?.Name ?? other.ToString(), other => TermsOf(other)?.Ordering, At));
        return reasons;
    }

    private OfferTerms? TermsOf(Guid offerId) => Others.GetValueOrDefault(offerId)?.CurrentFor(ClientId, At)?.Terms;
}
