using FluentAssertions;
using SBG.Ops.Outside;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Provisioning.Targets;

public sealed class BrokeredOfferTests(Testing.Api api)
{
    private readonly Caller _manager = api.As("service-manager.mcn");

    [Fact]
    public async Task A_brokers_plan_becomes_an_offer_is_ordered_provisioned_asynchronously_and_given_up()
    {
        await using var broker = await OutsideServer.Start(new ServiceBroker { Polls = 2 });
        var target = await RegisteredTarget.Of(api, broker);
        var offers = await Import(target, await PublishedOffer.NewPricePlan(api, "42.00"));
        offers.Select(offer => (offer.Plan, offer.Change)).Should().Equal(("plan-standard", "added"), ("plan-grand", "added"));

        var draft = (await _manager.Get("/v1/offers/" + offers[0].Offer)).Is(200);
        draft.Json.GetProperty("draft").GetProperty("form").GetProperty("required")[0].GetString().Should().Be("memoire");
        await PublishedOffer.Publish(api, draft);
        var client = await ActiveClient.Of(api);
        var requester = api.As(client.Persona("requester"));
        var lines = new[] { new { offerId = offers[0].Offer, beneficiaryId = client.PersonId, quantity = 1, options = new { memoire = 16, region = "quebec" } } };
        var cart = (await requester.Post($"{client.Path}/carts", new { lines })).Is(201);
        var request = (await requester.At(cart.ETag).Post($"{cart.Location}/submit")).Is(201);
        (await api.As(client.Persona("approver")).At(request.ETag).Post($"{request.Location}/approve", new { contentHash = request["contentHash"] })).Is(200);

        var delivery = new Delivery(requester, client, new(request.Location));
        var order = await delivery.Until("completed");
        var instance = broker.Instances.Should().ContainSingle().Subject;
        instance.Key.Should().Be(Delivery.Resource(order));
        instance.Value.Should().BeEquivalentTo(new { Service = "svc-bureau", Plan = "plan-standard", Parameters = """{"memoire":16,"region":"quebec"}""" });
        broker.Log.Should().Contain(polled => polled.Path.EndsWith("/last_operation", StringComparison.Ordinal));
        await requester.Until(request.Location, told => told.GetProperty("status").GetString() == "completed");

        (await delivery.Tell("terminate")).Is(200);
        await delivery.Until("terminated");
        broker.Instances.Should().BeEmpty();
        broker.Deleted.Should().Equal(instance.Key);
    }

    [Fact]
    public async Task A_catalogue_that_is_read_again_tells_what_is_new_changed_and_gone()
    {
        await using var broker = await OutsideServer.Start(new ServiceBroker());
        var (target, plan) = (await RegisteredTarget.Of(api, broker), await PublishedOffer.NewPricePlan(api, "42.00"));
        var first = await Import(target, plan);
        (await Import(target, plan)).Should().OnlyContain(offer => offer.Change == "unchanged");

        broker.Catalogue = ServiceBroker.CatalogueOf("Une autre description", "standard", "petit");
        (await Import(target, plan)).Select(offer => (offer.Plan, offer.Change)).Should().Equal(("plan-standard", "revised"), ("plan-petit", "added"), ("plan-grand", "gone"));
        var draft = (await _manager.Get("/v1/offers/" + first[0].Offer)).Is(200);
        draft.Text.Should().Contain("Une autre description");

        broker.Catalogue = new { autre = true };
        var read = (await _manager.Get(target.Path)).Is(200);
        (await _manager.At(read.ETag).Post(target.Path + "/import-catalogue", new { pricePlanId = plan, category = "bureaux" })).IsProblem(409, "provisioning/catalogue-unreadable");
        (await _manager.Get(target.Path)).ETag.Should().Be(read.ETag);
    }

    [Fact]
    public async Task Only_a_broker_has_a_catalogue()
    {
        await using var directory = await OutsideServer.Start(new UserDirectory());
        var target = await RegisteredTarget.Of(api, directory);
        var read = (await _manager.Get(target.Path)).Is(200);
        (await _manager.At(read.ETag).Post(target.Path + "/import-catalogue", new { pricePlanId = Guid.NewGuid(), category = "bureaux" })).IsProblem(409, "provisioning/target-no-broker");
    }

    private async Task<(string Plan, string Change, string Offer)[]> Import(RegisteredTarget target, string pricePlan)
    {
        var read = (await _manager.Get(target.Path)).Is(200);
        var told = (await _manager.At(read.ETag).Post(target.Path + "/import-catalogue", new { pricePlanId = pricePlan, category = "bureaux" })).Is(200);
        return [.. told.Json.GetProperty("plans").EnumerateArray().Select(plan =>
            (plan.GetProperty("plan").GetString()!, plan.GetProperty("change").GetString()!, plan.GetProperty("offerId").GetString()!))];
    }
}
