using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;
using static SBG.Testing.Worlds.PublishedOffer;

namespace SBG.Api.Tests.Provisioning;

public sealed class SupplierTests(Testing.Api api)
{
    private readonly Caller _agent = api.As("agent.mcn");

    [Fact]
    public async Task The_first_supplier_delivers_and_who_delivers_is_shown()
    {
        var client = await ActiveClient.Of(api);
        var request = await ApprovedRequest.Of(api, client, await Supplied([Step("preparer", "simulated")], [Step("preparer", "manual")]));
        var done = await _agent.Until(request.Path, told => told.GetProperty("status").GetString() == "completed");
        Supplier(Line(done)).Should().Be(("nord", 1, "AO-2026-014"));
        Line(done).GetProperty("supplier").GetProperty("exception").ValueKind.Should().Be(JsonValueKind.Null);
        Supplier((await Order(request)).Json).Should().Be(("nord", 1, "AO-2026-014"));
        Actions(Line(done)).Should().BeEmpty("it is delivered");
    }

    [Fact]
    public async Task Before_delivery_an_exception_in_writing_lets_the_second_deliver()
    {
        var client = await ActiveClient.Of(api);
        var offer = await Supplied([Step("preparer", "simulated", "never", maxAttempts: 1)], [Step("preparer", "simulated")]);
        var request = await ApprovedRequest.Of(api, client, [offer], 1, async () =>
        {
            var waiting = (await _agent.Get($"{client.Path}/requests")).Is(200).Json.GetProperty("items")[0];
            var (path, line) = ($"{client.Path}/requests/{waiting.GetProperty("id").GetString()}", waiting.GetProperty("lines")[0]);
            Actions(line).Should().Equal("except-supplier");
            var command = $"{path}/lines/{line.GetProperty("lineId").GetString()}/except-supplier";
            var shown = (await _agent.Get(path)).Is(200);
            (await _agent.At(shown.ETag).Post(command, new { supplier = "sud" })).IsProblem(422, "request/validation");
            (await _agent.At(shown.ETag).Post(command, new { supplier = "sud", reason = string.Empty })).IsProblem(422, "request/validation");
            (await _agent.At(shown.ETag).Post(command, new { supplier = "est", reason = "Rupture de stock" })).IsProblem(422, "requests/unknown-supplier");
            (await api.As(client.Persona("approver")).At(shown.ETag).Post(command, new { supplier = "sud", reason = "Rupture" })).IsProblem(403, "auth/forbidden");
            var excepted = (await _agent.At(shown.ETag).Post(command, new { supplier = "sud", reason = "Rupture de stock" })).Is(200);
            excepted["contentHash"].Should().Be(shown["contentHash"], "neither what one gets nor what it costs differ");
        });
        var done = await _agent.Until(request.Path, told => told.GetProperty("status").GetString() == "completed");
        Supplier(Line(done)).Should().Be(("sud", 2, null));
        var exception = Line(done).GetProperty("supplier").GetProperty("exception");
        (exception.GetProperty("reason").GetString(), exception.GetProperty("by").GetString()).Should().Be(("Rupture de stock", "agent.mcn"));
        var history = (await api.As("auditor.mcn").Get(request.Path + "/history?limit=200")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Single(entry => entry.GetProperty("type").GetString() == "request_supplier_excepted");
        history.GetProperty("actor").GetString().Should().Be("agent.mcn");
        history.GetProperty("data").GetProperty("reason").GetString().Should().Be("Rupture de stock");
    }

    [Fact]
    public async Task On_the_way_the_second_supplier_does_what_the_first_gave_up_and_seats_come_from_its_pool()
    {
        var (client, ours, theirs) = (await ActiveClient.Of(api), await StockedPool.Of(api, 3), await StockedPool.Of(api, 3));
        var offer = await Supplied(
            [Step("siege", "licence"), Step("preparer", "simulated", "fail", maxAttempts: 1)], [Step("preparer", "manual")], ours.Id, theirs.Id);
        var request = await ApprovedRequest.Of(api, client, offer, 2);
        await _agent.Until(request.Orders, page => page.GetProperty("items").EnumerateArray().Any(order => order.GetProperty("status").GetString() == "held"));
        var order = await Order(request);
        (await ours.Balance(api)).Assigned.Should().Be(2);
        order.Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Should().Contain("except-supplier");
        var command = $"{request.Orders}/{order.Id}/except-supplier";
        (await _agent.At(order.ETag).Post(command, new { supplier = "est", reason = "Essai" })).IsProblem(422, "requests/unknown-supplier");
        (await _agent.At(order.ETag).Post(command, new { supplier = "sud", reason = "Le premier n'y arrive pas" })).Is(200);
        await _agent.Until($"/v1/work-items?kind=manualStep&client={client.Id}", page => page.GetProperty("items").GetArrayLength() == 1);
        ((await ours.Balance(api)).Assigned, (await theirs.Balance(api)).Assigned).Should().Be((0, 2));
        order = await Order(request);
        Supplier(order.Json).Should().Be(("sud", 2, null));
        (await _agent.At(order.ETag).Post($"{request.Orders}/{order.Id}/steps/preparer/complete")).Is(200);
        var done = await _agent.Until(request.Path, told => told.GetProperty("status").GetString() == "completed");
        Line(done).GetProperty("supplier").GetProperty("exception").GetProperty("reason").GetString().Should().Be("Le premier n'y arrive pas");
        (await ours.Balance(api)).Should().Be((3, 0, 0, 3));
        (await _agent.At((await Order(request)).ETag).Post(command, new { supplier = "nord", reason = "Trop tard" })).IsProblem(409, "provisioning/order-over");
    }

    [Fact]
    public async Task An_offer_of_one_supplier_has_no_exception()
    {
        var client = await ActiveClient.Of(api);
        var request = await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api, plan: [Step("preparer", "manual")]));
        await _agent.Until(request.Orders, page => page.GetProperty("items").GetArrayLength() == 1);
        var order = await Order(request);
        (await _agent.At(order.ETag).Post($"{request.Orders}/{order.Id}/except-supplier", new { supplier = "sud", reason = "Essai" })).IsProblem(409, "provisioning/no-other-supplier");
        (await _agent.Get(request.Path)).Json.GetProperty("lines")[0].GetProperty("supplier").ValueKind.Should().Be(JsonValueKind.Null);
    }

    private async Task<PublishedOffer> Supplied(object[] plan, object[] second, string? pool = null, string? otherPool = null)
    {
        var pricePlanId = await NewPricePlan(api, "12.50");
        var draft = (await api.As("service-manager.mcn").Post("/v1/offers", new
        {
            name = "Poste à deux fournisseurs",
            description = "Tarif fictif",
            category = "postes",
            pricePlanId,
            plan,
            licencePoolId = pool,
            suppliers = new object[]
            {
                new { key = "nord", name = "Bureautique du Nord (fictif)", reference = "AO-2026-014" },
                new { key = "sud", name = "Bureautique du Sud (fictif)", steps = second, licencePoolId = otherPool },
            },
        })).Is(201);
        return new((await Publish(api, draft)).Id, pricePlanId);
    }

    private async Task<Reply> Order(ApprovedRequest request)
    {
        var page = (await _agent.Get(request.Orders)).Is(200).Json;
        return (await _agent.Get($"{request.Orders}/{page.GetProperty("items")[0].GetProperty("id").GetString()}")).Is(200);
    }

    private static JsonElement Line(Reply request) => request.Json.GetProperty("lines")[0];

    private static string[] Actions(JsonElement of) => [.. of.GetProperty("actions").EnumerateArray().Select(action => action.GetString()!)];

    private static (string, int, string?) Supplier(JsonElement of) =>
        of.GetProperty("supplier") is var told ? (told.GetProperty("key").GetString()!, told.GetProperty("rank").GetInt32(), told.GetProperty("reference").GetString()) : default;
}
