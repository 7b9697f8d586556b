using Marten;
using Marten.Linq.MatchesSql;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Ordering;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Allotments;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Loads what the lines of an order name, in few round trips whatever their number.</summary>
internal static class OrderFactsReader
{
    private const string ExcludesOneOf = """
        exists (select from jsonb_array_elements(d.data -> 'versions') as v, jsonb_array_elements_text(v -> 'terms' -> 'ordering' -> 'excludes') as other
                where other::uuid = any(?))
        """;

    public static async Task<OrderFacts> FactsOf(
        this IDocumentSession session, IEnumerable<Guid> offers, IEnumerable<Guid> people, DateTimeOffset at, CancellationToken stop, Guid? except = null)
    {
        var known = await session.WithParts([.. await session.ForTenant(Tenant.Provider).LoadManyAsync<Offer>(stop, offers.Distinct())], stop);
        var batch = session.CreateBatchQuery();
        var client = batch.Load<Client>(Client.StreamOf(session.TenantId));
        var beneficiaries = batch.LoadMany<Person>().ById([.. people.Distinct()]);
        await batch.Execute(stop);
        var facts = new OrderFacts(known.ToDictionary(offer => offer.Id), (await beneficiaries).ToDictionary(person => person.Id)) { Client = await client, At = at };
        return await session.WithHeld(facts, except, stop);
    }

    // The parts of bundles are ordered with them, in the versions that are current now or were when they were chosen.
    private static async Task<IReadOnlyList<Offer>> WithParts(this IDocumentSession session, IReadOnlyList<Offer> known, CancellationToken stop)
    {
        var parts = known.SelectMany(offer => offer.Versions).SelectMany(version => version.Terms.Parts ?? []).Select(part => part.OfferId)
            .Except(known.Select(offer => offer.Id)).ToArray();
        return parts.Length == 0 ? known : [.. known, .. await session.ForTenant(Tenant.Provider).LoadManyAsync<Offer>(stop, parts)];
    }

    // Only where an offer goes with others or does not, whichever of the two says it, is it asked what people have.
    private static async Task<OrderFacts> WithHeld(this IDocumentSession session, OrderFacts facts, Guid? except, CancellationToken stop)
    {
        var asked = facts.Offers.Keys.ToArray();
        var against = await session.ForTenant(Tenant.Provider).Query<Offer>().Where(offer => offer.MatchesSql(ExcludesOneOf, asked)).ToListAsync(stop);
        var known = facts.Offers.Values.Concat(against).DistinctBy(offer => offer.Id).ToDictionary(offer => offer.Id);
        if (known.Values.All(offer => offer.CurrentFor(facts.ClientId, facts.At)?.Terms.Ordering is null or { Requires.IsEmpty: true, Excludes.IsEmpty: true }))
        {
            return facts;
        }

        var held = await session.HeldBy([.. facts.People.Keys], except, stop);
        var named = asked.Select(offer => facts.Current(offer)?.Terms.Ordering).OfType<OrderingTerms>().SelectMany(terms => terms.Requires.Concat(terms.Excludes))
            .Concat(held.SelectMany(offers => offers)).Distinct().Where(offer => !known.ContainsKey(offer)).ToArray();
        var others = named.Length == 0 ? [] : await session.ForTenant(Tenant.Provider).LoadManyAsync<Offer>(stop, named);
        return facts with { Held = held, Offers = known.Values.Concat(others).ToDictionary(offer => offer.Id) };
    }

    /// <summary>The same with the seats that the client can have of the offers' licence pools, in one more round trip.</summary>
    public static async Task<OrderFacts> FactsOf(this IDocumentSession session, Cart cart, DateTimeOffset at, CancellationToken stop)
    {
        var facts = await session.FactsOf(cart.Lines.Select(line => line.OfferId), cart.Lines.Select(line => line.BeneficiaryId), at, stop);
        var pools = facts.Offers.Values.SelectMany(offer => offer.Versions).Select(version => version.Terms.LicencePoolId).OfType<Guid>().Distinct().ToArray();
        return pools.Length == 0
            ? facts
            : facts with
            {
                AvailableSeats = (await session.ForTenant(Tenant.Provider).LoadManyAsync<LicencePool>(stop, pools)).ToDictionary(pool => pool.Id, pool => Room.For(pool.At(at), session.TenantId).Seats),
            };
    }
}
