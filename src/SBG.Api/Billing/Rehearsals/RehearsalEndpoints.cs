using System.Collections.Immutable;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Rehearsals;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Rehearsals;

/// <summary>Tries prices on real months before they are published.</summary>
public static class RehearsalEndpoints
{
    private const string Path = "/v1/price-plans/{planId:guid}/rehearsals";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Rehearse).Creates<RehearsalView>(
            "RehearsePrice", "Tries a price on real months of real clients, each with its own agreement: what changes for whom is kept. Nothing is charged by it.", Role.Finance);
        routes.MapGet(Path, List).Lists<RehearsalView>("ListPriceRehearsals", "Rehearsals of a plan's prices, the newest first.", PricePlanEndpoints.Readers);
        routes.MapGet(Path + "/{rehearsalId:guid}", Get).Reads<RehearsalView>("GetPriceRehearsal", "A rehearsal with the difference for each client and month.", PricePlanEndpoints.Readers);
    }

    private static Task<IResult> Rehearse(Guid planId, RehearsePriceBody body, Recorder recorder, IDocumentStore store, CancellationToken stop)
    {
        var command = new RehearsePrice(recorder.NewId(), PricePlanEndpoints.Price(body.MonthlyPerSeat, body.Charge), body.Named());
        return recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var plan = await session.LoadAsync<PricePlan>(planId, stop) ?? throw new ProblemException("resource/not-found");
            var current = BillingMonth.Of(recorder.Now, PricePlanEndpoints.Quebec);
            Recorder.Demand(RehearsePrice.Flaw(command, plan, current));
            var clients = await Compare(store, plan, command, body.ClientIds, recorder.Now, stop);
            var rehearsal = session.New<PriceRehearsal>(command.RehearsalId);
            Recorder.Demand(rehearsal.Record(RehearsePrice.Decide(command, plan, current, clients), recorder.Now));
            return Answer.Created(RehearsalView.Of(rehearsal.State!), rehearsal.Version, $"/v1/price-plans/{planId}/rehearsals/{command.RehearsalId}");
        }, stop);
    }

    private static Task<IResult> List(Guid planId, [AsParameters] Paging paging, Reading reading, CancellationToken stop) =>
        reading.Page<PriceRehearsal, RehearsalView>(
            Tenant.Provider, paging, rehearsals => rehearsals.Where(rehearsal => rehearsal.PricePlanId == planId), rehearsal => ValueTask.FromResult(RehearsalView.Of(rehearsal)), stop);

    private static Task<IResult> Get(Guid planId, Guid rehearsalId, Reading reading, CancellationToken stop) =>
        reading.One<PriceRehearsal, RehearsalView>(
            Tenant.Provider, rehearsalId, default,
            rehearsal => rehearsal.PricePlanId == planId ? ValueTask.FromResult(RehearsalView.Of(rehearsal)) : throw new ProblemException("resource/not-found"), stop);

    // Client by client: what is in memory is one client's month.
    private static async Task<ImmutableArray<RehearsedMonth>> Compare(
        IDocumentStore store, PricePlan plan, RehearsePrice command, IReadOnlyList<string>? named, DateTimeOffset now, CancellationToken stop)
    {
        var found = ImmutableArray.CreateBuilder<RehearsedMonth>();
        foreach (var client in await Clients(store, named, stop))
        {
            await using var session = store.QuerySession(client.ClientId);
            foreach (var month in command.Months.Distinct())
            {
                var billing = await ClientBilling.Load(session, client, month.In, stop);
                if (!billing.Plans.ContainsKey(plan.Id))
                {
                    continue;
                }

                var tried = billing with { Plans = billing.Plans.ToDictionary(known => known.Key, known => known.Key == plan.Id ? RehearsePrice.Tried(plan, command.Price) : known.Value) };
                if (RehearsedMonth.Of(client.ClientId, billing.Preview(month, now), tried.Preview(month, now), plan.Id) is { } difference)
                {
                    found.Add(difference);
                }
            }
        }

        return found.ToImmutable();
    }

    private static async Task<IReadOnlyList<Client>> Clients(IDocumentStore store, IReadOnlyList<string>? named, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        var known = await session.Query<Client>().Where(client => client.AnyTenant()).OrderBy(client => client.ClientId).ToListAsync(stop);
        return named is null ? known : [.. known.Where(client => named.Contains(client.ClientId))];
    }
}
