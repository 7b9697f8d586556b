using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Requests;

public sealed class OrderingTests(Testing.Api api)
{
    [Fact]
    public async Task What_was_chosen_is_pinned_priced_and_bound_to_its_approval()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api, "12.50"));
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer, 2) } })).Is(201);

        await Reprice(offer); // a new version: the cart keeps the one that it pinned
        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        request.Json.GetProperty("monthlyTotal").GetProperty("amount").GetString().Should().Be("25.00");
        request["status"].Should().Be("acknowledged");
        (await requester.Get(cart.Location)).Is(200)["requestId"].Should().Be(request.Id);

        var approver = api.As(client.Persona("approver"));
        var otherHash = new { contentHash = new string('0', 64) };
        (await approver.At(request.ETag).Post($"{request.Location}/approve", otherHash)).IsProblem(409, "requests/other-content");
        (await approver.At(request.ETag).Post($"{request.Location}/approve", new { contentHash = request["contentHash"] })).Is(200);
        (await approver.Get(request.Location)).Is(200)["decidedBy"].Should().Be(client.Persona("approver"));
    }

    [Fact]
    public async Task Nobody_decides_on_ones_own_request_or_decides_twice()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var both = api.As(client.Persona("ana@requester.approver"));
        var cart = (await both.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer) } })).Is(201);
        var request = (await both.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        var shown = new { contentHash = request["contentHash"] };
        (await both.At(request.ETag).Post($"{request.Location}/approve", shown)).IsProblem(409, "requests/own-request");
        Actions(request).Should().Equal("changeLine", "cancel");

        var approver = api.As(client.Persona("bo@approver"));
        Actions((await approver.Get(request.Location)).Is(200)).Should().Equal("approve", "reject");
        var rejected = (await approver.At(request.ETag).Post($"{request.Location}/reject", new { reason = "Budget épuisé" })).Is(200);
        rejected["reason"].Should().Be("Budget épuisé");
        (await approver.At(rejected.ETag).Post($"{request.Location}/approve", shown)).IsProblem(409, "requests/already-decided");
        (await approver.At(request.ETag).Post($"{request.Location}/approve", shown)).IsProblem(412, "request/precondition-failed-at");
    }

    [Fact]
    public async Task A_cart_is_submitted_once_and_seen_by_its_owner_only()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer) } })).Is(201);
        (await api.As(client.Persona("other@requester")).Get(cart.Location)).IsProblem(404, "resource/not-found");

        var keyed = requester.At(cart.ETag).With("Idempotency-Key", "once");
        var first = (await keyed.Post($"{cart.Location}/submit")).Is(201);
        var again = (await keyed.Post($"{cart.Location}/submit")).Is(201);
        (again.Id, again.Headers["Idempotent-Replayed"]).Should().Be((first.Id, "true"));
        var late = (await requester.Get(cart.Location)).Is(200);
        (await requester.At(late.ETag).Post($"{cart.Location}/submit")).IsProblem(409, "requests/cart-submitted");
        (await api.As(client.Persona("other@requester")).Get(first.Location)).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_nothing_is_stored()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { })).Is(201);
        var add = $"{cart.Location}/lines";
        Task<Reply> Add(params object[] lines) => requester.At(cart.ETag).Post(add, new { lines });

        (await Add(new { offerId = Guid.NewGuid(), beneficiaryId = client.PersonId, quantity = 1 })).IsProblem(422, "requests/unknown-offer");
        (await Add(Line(client, offer, 0))).IsProblem(422, "request/validation");
        (await Add(new { offerId = offer.Id, beneficiaryId = Guid.NewGuid(), quantity = 1 })).IsProblem(422, "requests/unknown-beneficiary");
        (await Add(new { offerId = offer.Id, beneficiaryId = client.PersonId, quantity = 1, options = new { taille = "99" } })).IsProblem(422, "catalogue/unknown-choice");
        (await Add([.. Enumerable.Repeat((object)new { offerId = offer.Id, beneficiaryId = client.PersonId }, 1001)])).IsProblem(422, "request/validation");
        (await requester.At("\"9\"").Post(add, new { lines = new[] { Line(client, offer) } })).IsProblem(412, "request/precondition-failed-at");
        (await requester.Get(cart.Location)).Is(200).ETag.Should().Be(cart.ETag);

        var manager = api.As("service-manager.mcn");
        var published = (await manager.Get($"/v1/offers/{offer.Id}")).Is(200);
        (await manager.At(published.ETag).Post($"/v1/offers/{offer.Id}/retire")).Is(200);
        (await Add(Line(client, offer))).IsProblem(409, "requests/offer-retired");
        (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).IsProblem(409, "requests/cart-empty");
    }

    [Fact]
    public async Task History_tells_every_event_with_its_author_and_difference()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api));
        var requester = api.As(client.Persona("requester"));
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer) } })).Is(201);
        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        (await requester.At(request.ETag).Post($"{request.Location}/cancel")).Is(200);

        var entries = (await requester.Get($"{request.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();
        entries.Select(entry => entry.GetProperty("type").GetString())
            .Should().Equal("request_submitted", "request_approval_required", "request_approval_step_opened", "request_cancelled");
        entries.Should().OnlyContain(entry => entry.GetProperty("actor").GetString() == client.Persona("requester"));
        entries[3].GetProperty("changes").EnumerateArray()
            .Select(change => (change.GetProperty("pointer").GetString(), change.GetProperty("before").ToString(), change.GetProperty("after").ToString()))
            .Should().Contain(("/status", "acknowledged", "cancelled"));
        (await requester.Get($"{request.Location}?version=1")).Is(200)["status"].Should().Be("acknowledged");
    }

    private static object Line(ActiveClient client, PublishedOffer offer, int quantity = 1) =>
        new { offerId = offer.Id, beneficiaryId = client.PersonId, quantity, options = new { taille = "14" } };

    private static IEnumerable<string?> Actions(Reply reply) => reply.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString());

    [Fact]
    public async Task A_price_that_changed_is_told_and_must_be_accepted()
    {
        var (client, offer) = (await ActiveClient.Of(api), await PublishedOffer.Of(api, "12.50"));
        var requester = api.As(client.Persona("requester"));
        var other = await PublishedOffer.Of(api);
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { Line(client, other), Line(client, offer, 2) } })).Is(201);
        await Reprice(offer, await PublishedOffer.NewPricePlan(api, "99.00"));

        var told = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).IsProblem(409, "requests/lines-refused");
        var reason = told.Json.GetProperty("errors").EnumerateArray().Should().ContainSingle().Which;
        (reason.GetProperty("pointer").GetString(), reason.GetProperty("code").GetString()).Should().Be(("/lines/1", "requests/price-changed"));
        reason.GetProperty("detail").GetString().Should().Contain("12.50").And.Contain("99.00").And.Contain("version 2");
        (await requester.Get(cart.Location)).Is(200).ETag.Should().Be(cart.ETag);

        object Accept(string amount) => new { prices = new[] { new { offerId = offer.Id, offerVersion = 2, monthlyPrice = new { amount, currency = "CAD" } } } };
        (await requester.At(cart.ETag).Post($"{cart.Location}/submit", Accept("12.50"))).IsProblem(409, "requests/lines-refused");
        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit", Accept("99.00"))).Is(201);
        request.Json.GetProperty("lines").EnumerateArray().Select(line => (line.GetProperty("offerVersion").GetInt32(), line.GetProperty("monthlyPrice").GetProperty("amount").GetString()))
            .Should().Equal((1, "12.50"), (2, "99.00"));
        (await requester.Get($"{cart.Location}/history")).Is(200).Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("type").GetString())
            .Should().Equal("cart_opened", "cart_lines_added", "cart_prices_accepted", "cart_submitted");
    }

    [Fact]
    public async Task Seats_that_are_not_there_are_told_for_each_line()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 3));
        var (requester, offer) = (api.As(client.Persona("requester")), await pool.Offer(api, PublishedOffer.Step("siege", "licence")));
        var cart = (await requester.Post($"{client.Path}/carts", new { lines = new[] { Line(client, offer, 2), Line(client, offer, 2), Line(client, offer, 1) } })).Is(201);
        var told = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).IsProblem(409, "requests/lines-refused");
        told.Json.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("pointer").GetString(), error.GetProperty("code").GetString()))
            .Should().Equal(("/lines/1", "requests/not-enough-seats"));
        var second = cart.Json.GetProperty("lines")[1].GetProperty("lineId").GetString();
        var smaller = (await requester.At(cart.ETag).Send(HttpMethod.Delete, $"{cart.Location}/lines/{second}", null)).Is(200);
        (await requester.At(smaller.ETag).Post($"{cart.Location}/submit")).Is(201);
    }

    private async Task Reprice(PublishedOffer offer, string? pricePlanId = null)
    {
        await NewPrice.Of(api, offer.PricePlanId, DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), NewPrice.Monthly("99.00"));
        var manager = api.As("service-manager.mcn");
        var published = (await manager.Get($"/v1/offers/{offer.Id}")).Is(200);
        var revised = (await manager.At(published.ETag).Post($"/v1/offers/{offer.Id}/revise", new
        {
            name = "Poste neuf",
            description = "Tarif fictif",
            category = "postes",
            pricePlanId = pricePlanId ?? offer.PricePlanId,
            plan = new[] { PublishedOffer.Step("preparer", "simulated") },
            options = new[] { new { key = "taille", label = "Taille", choices = new[] { "14", "16" }, required = false } },
        })).Is(200);
        await PublishedOffer.Publish(api, revised);
    }
}
