using Marten;
using SBG.Domain.Catalogue;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Loads what the lines of an order name, in two round trips whatever their number.</summary>
internal static class OrderFactsReader
{
    public static async Task<OrderFacts> FactsOf(this IDocumentSession session, IEnumerable<Guid> offers, IEnumerable<Guid> people, CancellationToken stop)
    {
        var known = await session.ForTenant(Tenant.Provider).LoadManyAsync<Offer>(stop, offers.Distinct());
        var beneficiaries = await session.LoadManyAsync<Person>(stop, people.Distinct());
        return new(known.ToDictionary(offer => offer.Id), beneficiaries.ToDictionary(person => person.Id));
    }
}
