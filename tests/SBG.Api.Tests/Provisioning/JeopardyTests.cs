using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Provisioning;

public sealed class JeopardyTests(Testing.Api api)
{
    [Fact]
    public async Task An_order_that_will_be_late_says_so_and_waits_in_the_queue()
    {
        var (client, agent, manager) = (await ActiveClient.Of(api), api.As("agent.mcn"), api.As("service-manager.mcn"));
        var plan = new { key = "a", title = "A", connector = "simulated", maxAttempts = 1, timeOut = "PT1H", estimate = "PT2H", settings = new { fault = "hang" } };
        var terms = new { name = "Poste", description = "Tarif fictif", category = "postes", pricePlanId = await PublishedOffer.NewPricePlan(api, "1.00"), plan = new[] { plan }, deliveredWithin = "PT1H" };
        var offer = (await manager.Post("/v1/offers", terms)).Is(201);
        await PublishedOffer.Publish(api, offer);
        var request = await ApprovedRequest.Of(api, client, new PublishedOffer(offer.Id, string.Empty));

        var queue = await agent.Until($"/v1/work-items?kind=jeopardy&client={client.Id}", page => page.GetProperty("items").GetArrayLength() == 1);
        var item = queue.Json.GetProperty("items")[0];
        var order = (await agent.Get(item.GetProperty("location").GetString()!)).Is(200).Json;
        order.GetProperty("expectedAt").GetDateTimeOffset().Should().BeAfter(order.GetProperty("promisedAt").GetDateTimeOffset());
        item.GetProperty("expectedAt").GetDateTimeOffset().Should().Be(order.GetProperty("expectedAt").GetDateTimeOffset());
        (await agent.Get(request.Path)).Is(200)["status"].Should().Be("inProgress");
    }
}
