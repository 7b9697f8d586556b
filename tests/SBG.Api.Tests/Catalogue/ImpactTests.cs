using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Catalogue;

public sealed class ImpactTests(Testing.Api api)
{
    private readonly Caller _manager = api.As("service-manager.mcn");

    [Fact]
    public async Task What_a_version_touches_is_told_before_it_is_published()
    {
        var (one, two, none) = (await ActiveClient.Of(api), await ActiveClient.Of(api), await ActiveClient.Of(api));
        var pool = await StockedPool.Of(api, 10);
        var offer = await pool.Offer(api, PublishedOffer.Step("siege", "licence"));
        var other = await PublishedOffer.Of(api);
        await api.As("agent.mcn").Until((await ApprovedRequest.Of(api, one, offer, 2)).Path, told => told.GetProperty("status").GetString() == "completed");
        var cart = await Cart(one, offer, 3);
        await Cart(two, offer, 1);
        var waiting = await Cart(two, offer, 4);
        var request = (await api.As(two.Persona("requester")).At(waiting.ETag).Post($"{waiting.Location}/submit")).Is(201);
        await Cart(none, other, 1);

        var counted = await Impact(offer);
        counted.Select(client => client.GetProperty("clientId").GetString()).Should().BeEquivalentTo([one.Id, two.Id]);
        Counts(counted.Single(client => client.GetProperty("clientId").GetString() == one.Id)).Should().Equal(1, 0, 0, 0, 2, 2);
        Counts(counted.Single(client => client.GetProperty("clientId").GetString() == two.Id)).Should().Equal(1, 0, 1, 4, 0, 0);

        // A dearer draft: the owners of carts will be asked.
        var dearer = await PublishedOffer.NewPricePlan(api, "99.00");
        var now = (await _manager.Get($"/v1/offers/{offer.Id}")).Is(200);
        (await _manager.At(now.ETag).Post($"/v1/offers/{offer.Id}/revise", new
        {
            name = "Poste de travail",
            description = "Plus cher, tarif fictif",
            category = "postes",
            pricePlanId = dearer,
            licencePoolId = pool.Id,
            plan = new[] { PublishedOffer.Step("siege", "licence") },
        })).Is(200);
        (await Impact(offer)).Select(client => client.GetProperty("repricedCarts").GetInt32()).Should().Equal(1, 1);

        var requests = await Items(offer, "kind=request");
        requests.Should().ContainSingle().Which.GetProperty("location").GetString().Should().Be(request.Location);
        requests[0].GetProperty("quantity").GetInt32().Should().Be(4);
        (await Items(offer, $"kind=cart&clientId={one.Id}")).Should().ContainSingle().Which.GetProperty("location").GetString().Should().Be(cart.Location);
        (await Items(offer, "kind=licence")).Should().HaveCount(2).And.OnlyContain(item => item.GetProperty("offerVersions")[0].GetInt32() == 1);
        (await Items(offer, "kind=chargedSeat")).Should().HaveCount(2);
        var all = await Items(offer, "limit=200");
        var paged = new List<string?>();
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = (await _manager.Get($"/v1/offers/{offer.Id}/impact/items?limit=2" + (cursor.Length == 0 ? cursor : "&cursor=" + cursor))).Is(200);
            paged.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
            cursor = page.Json.GetProperty("nextCursor").GetString();
        }

        paged.Should().Equal(all.Select(item => item.GetProperty("id").GetString()));
        var first = (await _manager.Get($"/v1/offers/{offer.Id}/impact?limit=1")).Is(200);
        (await _manager.Get($"/v1/offers/{offer.Id}/impact?limit=1&cursor={first["nextCursor"]}")).Is(200).Json.GetProperty("nextCursor").ValueKind.Should().Be(JsonValueKind.Null);
        (await _manager.Get($"/v1/offers/{offer.Id}/impact?cursor=%C3%A9")).IsProblem(400, "request/bad-cursor");
        (await _manager.Get($"/v1/offers/{Guid.NewGuid()}/impact")).IsProblem(404, "resource/not-found");
    }

    private static IEnumerable<int> Counts(JsonElement client) =>
        new[] { "carts", "repricedCarts", "requestsInFlight", "unitsInFlight", "licencesHeld", "chargedSeats" }.Select(count => client.GetProperty(count).GetInt32());

    private async Task<Reply> Cart(ActiveClient client, PublishedOffer offer, int quantity) =>
        (await api.As(client.Persona("requester")).Post($"{client.Path}/carts", new { lines = new[] { new { offerId = offer.Id, beneficiaryId = client.PersonId, quantity } } })).Is(201);

    private async Task<JsonElement[]> Impact(PublishedOffer offer) => [.. (await _manager.Get($"/v1/offers/{offer.Id}/impact")).Is(200).Json.GetProperty("items").EnumerateArray()];

    private async Task<JsonElement[]> Items(PublishedOffer offer, string query) =>
        [.. (await _manager.Get($"/v1/offers/{offer.Id}/impact/items?{query}")).Is(200).Json.GetProperty("items").EnumerateArray()];
}
