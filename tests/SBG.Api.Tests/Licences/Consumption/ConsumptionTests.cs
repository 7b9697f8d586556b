using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Licences.Consumption;

public sealed class ConsumptionTests(Testing.Api api)
{
    [Fact]
    public async Task A_rush_for_units_uses_up_what_was_bought_and_no_more()
    {
        var (client, manager, agent) = (await ActiveClient.Of(api), api.As("service-manager.mcn"), api.As("agent.mcn"));
        var plan = await PublishedOffer.NewPricePlan(api, "0.50");
        var pool = (await manager.Post("/v1/licence-pools", new { name = "Signatures", product = "Signatures d'essai", pricePlanId = plan, seats = 50, kind = "consumption" })).Is(201);
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => agent.Post(client.Path + "/consumptions", new { poolId = pool.Id, quantity = 3 })));
        replies.Count(reply => reply.Status == 201).Should().Be(16);
        replies.Count(reply => reply.Code == "licences/no-seat-left").Should().Be(24);
        var balance = (await agent.Get(pool.Location)).Is(200).Json.GetProperty("balance");
        (balance.GetProperty("consumed").GetInt32(), balance.GetProperty("available").GetInt32()).Should().Be((48, 2));
        var told = (await agent.Get(replies.First(reply => reply.Status == 201).Location)).Is(200);
        (told["poolId"], told["quantity"]).Should().Be((pool.Id, "3"));
        (await agent.Get($"{client.Path}/consumptions?poolId={pool.Id}&limit=20")).Is(200).Json.GetProperty("items").GetArrayLength().Should().Be(16);
        (await agent.Post(client.Path + "/consumptions", new { poolId = pool.Id, quantity = 1, personId = Guid.NewGuid() })).IsProblem(422, "licences/unknown-person");
        (await agent.Post(client.Path + "/consumptions", new { poolId = Guid.NewGuid(), quantity = 1 })).IsProblem(422, "licences/unknown-pool");
        (await agent.Post(client.Path + "/consumptions", new { poolId = (await StockedPool.Of(api, 1)).Id, quantity = 1 })).IsProblem(409, "licences/not-consumption");
    }
}
