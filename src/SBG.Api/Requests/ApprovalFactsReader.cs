using System.Collections.Immutable;
using Marten;
using SBG.Domain.Approvals;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Loads what it takes to find who approves a request; people only where a policy names their managers.</summary>
internal static class ApprovalFactsReader
{
    public static async Task<ApprovalFacts> ApprovalFacts(
        this IDocumentSession session, string clientId, string requestedBy, OrderFacts order, CancellationToken stop)
    {
        var own = await session.Query<ApprovalPolicy>().Where(policy => !policy.Retired).ToListAsync(stop);
        var provided = await session.ForTenant(Tenant.Provider).Query<ApprovalPolicy>().Where(policy => !policy.Retired).ToListAsync(stop);
        var facts = new ApprovalFacts(clientId, [.. own, .. provided], null, order.People);
        var rules = facts.Policies.Select(policy => policy.Versions[^1].Terms).SelectMany(terms => terms.Steps.SelectMany(step => step.Voters).Concat(terms.EscalateTo));
        if (rules.All(rule => rule.By is VoterKind.Person or VoterKind.Role))
        {
            return facts;
        }

        var requester = await session.Query<Person>().Where(person => person.Account == requestedBy && !person.Departed).OrderBy(person => person.Id).FirstOrDefaultAsync(stop);
        var managers = order.People.Values.Append(requester).Select(person => person?.ManagerId).OfType<Guid>().Distinct();
        var people = order.People.ToImmutableDictionary().SetItems((await session.LoadManyAsync<Person>(stop, managers)).Select(person => KeyValuePair.Create(person.Id, person)));
        return facts with { Requester = requester, People = people };
    }
}
