using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Catalogue;

public sealed class InFlightTests(Testing.Api api)
{
    private const int Requests = 100;

    [Fact]
    public async Task A_hundred_requests_in_flight_end_under_the_version_that_they_were_asked_under()
    {
        var client = await ActiveClient.Of(api);
        var offer = await PublishedOffer.Of(api, plan: [PublishedOffer.Step("remettre", "manual")]);
        var (requester, approver, agent) = (api.As(client.Persona("requester")), api.As(client.Persona("approver")), api.As("agent.mcn"));
        var requests = new List<Reply>();
        for (var number = 0; number < Requests; number++)
        {
            var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { new { offerId = offer.Id, beneficiaryId = client.PersonId } } })).Is(201);
            requests.Add((await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201));
        }

        // Half of them are being delivered, the others wait for their approval.
        await Approve(requests.Take(Requests / 2));
        await PublishAnother(offer);
        await Approve(requests.Skip(Requests / 2));
        var later = (await requester.Post($"{client.Path}/carts", new { lines = new[] { new { offerId = offer.Id, beneficiaryId = client.PersonId } } })).Is(201);
        later.Json.GetProperty("lines")[0].GetProperty("offerVersion").GetInt32().Should().Be(2);

        foreach (var request in requests)
        {
            var orders = await agent.Until($"{request.Location}/provisioning", page => page.GetProperty("items").EnumerateArray().Any(order => Status(order.GetProperty("steps")[0]) == "inProgress"));
            var opened = orders.Json.GetProperty("items")[0];
            var path = $"{request.Location}/provisioning/{opened.GetProperty("id").GetString()}";
            (await agent.At((await agent.Get(path)).Is(200).ETag).Post($"{path}/steps/remettre/complete")).Is(200);
        }

        foreach (var request in requests)
        {
            var done = await requester.Until(request.Location, told => Status(told) == "completed");
            done.Json.GetProperty("lines")[0].GetProperty("offerVersion").GetInt32().Should().Be(1);
            var order = (await agent.Get($"{request.Location}/provisioning")).Is(200).Json.GetProperty("items").EnumerateArray().Should().ContainSingle().Subject;
            (order.GetProperty("offerVersion").GetInt32(), string.Join(' ', order.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("key").GetString())), Status(order))
                .Should().Be((1, "remettre", "completed"));
        }

        async Task Approve(IEnumerable<Reply> some)
        {
            foreach (var request in some)
            {
                (await approver.At(request.ETag).Post($"{request.Location}/approve", new { contentHash = request["contentHash"] })).Is(200);
            }
        }
    }

    private async Task PublishAnother(PublishedOffer offer)
    {
        var manager = api.As("service-manager.mcn");
        var published = (await manager.Get($"/v1/offers/{offer.Id}")).Is(200);
        await PublishedOffer.Publish(api, (await manager.At(published.ETag).Post($"/v1/offers/{offer.Id}/revise", new
        {
            name = "Poste de travail",
            description = "Une autre livraison, tarif fictif",
            category = "postes",
            pricePlanId = offer.PricePlanId,
            plan = new[] { PublishedOffer.Step("commander", "simulated"), PublishedOffer.Step("installer", "simulated") },
        })).Is(200));
    }

    private static string? Status(JsonElement told) => told.GetProperty("status").GetString();
}
