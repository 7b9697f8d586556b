using FluentAssertions;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Catalogue;

public sealed class PaidOptionTests(Testing.Api api)
{
    [Fact]
    public async Task What_is_approved_costs_what_was_chosen()
    {
        var (client, offer) = (await ActiveClient.Of(api), await Offer("10.00"));
        var requester = api.As(client.Persona("requester"));
        var item = (await requester.Get($"{client.Path}/catalogue?limit=200")).Is(200).Json.GetProperty("items").EnumerateArray().Single(shown => shown.GetProperty("offerId").GetString() == offer);
        item.GetProperty("included").EnumerateArray().Select(text => text.GetString()).Should().Equal("Un sac de transport");
        item.GetProperty("excluded").EnumerateArray().Select(text => text.GetString()).Should().Equal("L'écran externe");
        item.GetProperty("sensitivity").ToString().Should().Be("""{"availability":2,"integrity":3,"confidentiality":1}""");
        (item.GetProperty("monthlyPrice").GetProperty("amount").GetString(), item.GetProperty("oneOffPrice").GetProperty("amount").GetString()).Should().Be(("12.50", "150.00"));

        var lines = new[] { new { offerId = offer, beneficiaryId = client.PersonId, quantity = 2, options = new { garantie = true, disques = 3 } } };
        var cart = (await requester.Post($"{client.Path}/carts", new { lines })).Is(201);
        (Amount(cart, "monthlyTotal"), Amount(cart, "oneOffTotal")).Should().Be((54.48m, 420m));
        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        (Amount(request, "monthlyTotal"), Amount(request, "oneOffTotal")).Should().Be((54.48m, 420m));

        var line = request.Json.GetProperty("lines")[0].GetProperty("lineId").GetString();
        var changed = (await requester.At(request.ETag).Post($"{request.Location}/lines/{line}/change", new { beneficiaryId = client.PersonId, quantity = 2, options = new { garantie = false } })).Is(200);
        (Amount(changed, "monthlyTotal"), Amount(changed, "oneOffTotal")).Should().Be((25m, 300m));
        changed["contentHash"].Should().NotBe(request["contentHash"]);
        (await requester.Get($"{request.Location}/approvals")).Text.Should().Contain("oneOffPrice").And.Contain("options/disques");
        (await api.As(client.Persona("approver")).At(changed.ETag).Post($"{request.Location}/approve", new { contentHash = changed["contentHash"] })).Is(200);
    }

    [Fact]
    public async Task A_paid_option_that_costs_something_else_by_now_is_told_when_the_cart_is_submitted()
    {
        var (client, offer) = (await ActiveClient.Of(api), await Offer("10.00"));
        var requester = api.As(client.Persona("requester"));
        object Lines(object options) => new { lines = new[] { new { offerId = offer, beneficiaryId = client.PersonId, quantity = 1, options } } };
        var chosen = (await requester.Post($"{client.Path}/carts", Lines(new { garantie = true }))).Is(201);
        var plain = (await requester.Post($"{client.Path}/carts", Lines(new { garantie = false }))).Is(201);
        var manager = api.As("service-manager.mcn");
        var now = (await manager.Get($"/v1/offers/{offer}")).Is(200);
        var revised = (await manager.At(now.ETag).Post($"/v1/offers/{offer}/revise", Terms(now.Json.GetProperty("draft").GetProperty("pricePlanId").GetString()!, "15.00"))).Is(200);
        await PublishedOffer.Publish(api, revised);

        var refused = (await requester.At(chosen.ETag).Post($"{chosen.Location}/submit")).IsProblem(409, "requests/lines-refused");
        refused.Json.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("requests/price-changed");
        refused.Text.Should().Contain("22.50").And.Contain("27.50");
        var prices = new[] { new { offerId = offer, offerVersion = 2, monthlyPrice = new { amount = "12.50", currency = "CAD" } } };
        (await requester.At(chosen.ETag).Post($"{chosen.Location}/submit", new { prices })).Is(201)["monthlyTotal"].Should().Contain("27.5");
        (await requester.At(plain.ETag).Post($"{plain.Location}/submit")).Is(201)["monthlyTotal"].Should().Contain("12.5");
    }

    [Fact]
    public async Task Prices_on_answers_that_nobody_can_give_are_refused_with_the_draft()
    {
        var plan = await PublishedOffer.NewPricePlan(api, "1.00");
        (await api.As("service-manager.mcn").Post("/v1/offers", Terms(plan, "0.001"))).IsProblem(422, "catalogue/not-a-price");
        (await api.As("service-manager.mcn").Post("/v1/offers", Terms(plan, "1.00", "oui"))).IsProblem(422, "catalogue/paid-option-unreachable");
    }

    private static decimal Amount(Testing.Reply reply, string name) =>
        decimal.Parse(reply.Json.GetProperty(name).GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static object Terms(string pricePlanId, string warranty, string choice = "true") => new
    {
        name = "Poste à options payantes",
        description = "Tarif fictif",
        category = "postes",
        pricePlanId,
        plan = new[] { PublishedOffer.Step("preparer", "simulated") },
        form = new { type = "object", properties = new { garantie = new { type = "boolean" }, disques = new { type = "integer", minimum = 0, maximum = 8 } } },
        included = new[] { "Un sac de transport" },
        excluded = new[] { "L'écran externe" },
        oneOffPrice = Dollars("150.00"),
        paidOptions = new object[]
        {
            new { option = "garantie", choice, monthly = Dollars(warranty) },
            new { option = "disques", oneOff = Dollars("20.00"), monthly = Dollars("1.58") },
        },
        sensitivity = new { availability = 2, integrity = 3, confidentiality = 1 },
    };

    private static object Dollars(string amount) => new { amount, currency = "CAD" };

    private async Task<string> Offer(string warranty)
    {
        var draft = (await api.As("service-manager.mcn").Post("/v1/offers", Terms(await PublishedOffer.NewPricePlan(api, "12.50"), warranty))).Is(201);
        await PublishedOffer.Publish(api, draft);
        return draft.Id;
    }
}
