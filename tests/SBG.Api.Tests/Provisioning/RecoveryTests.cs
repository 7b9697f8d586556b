using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;
using static SBG.Testing.Worlds.PublishedOffer;

namespace SBG.Api.Tests.Provisioning;

public sealed class RecoveryTests(Testing.Api api)
{
    private readonly Caller _agent = api.As("agent.mcn");

    [Fact]
    public async Task Steps_side_by_side_are_all_done_once()
    {
        var (request, _) = await Ordered(
            Step("a", "simulated", dependsOn: []), Step("b", "simulated", dependsOn: []), Step("c", "simulated", "failOnce", dependsOn: []), Step("d", "simulated", dependsOn: ["a", "b", "c"]));
        var order = await Until(request, "completed");
        Steps(order).Should().Equal(("a", "completed", 1), ("b", "completed", 1), ("c", "completed", 2), ("d", "completed", 1));
    }

    [Fact]
    public async Task A_step_that_is_given_up_waits_in_the_queue_and_is_left_out_with_a_reason()
    {
        var (request, client) = await Ordered(Step("a", "simulated", "fail", maxAttempts: 1), Step("b", "simulated"));
        await _agent.Until($"/v1/work-items?kind=fallout&client={client.Id}", page => page.GetProperty("items").GetArrayLength() == 1);
        var order = await Fetch(request);
        order["status"].Should().Be("held");
        Names(order.Json.GetProperty("steps")[0]).Should().Equal("retry", "skip");
        Names(order.Json).Should().Equal("compensate", "cancel", "change");
        (await _agent.At(order.ETag).Post(Of(request, order) + "/steps/b/retry")).IsProblem(409, "provisioning/not-fallen-out");

        var skipped = (await _agent.At(order.ETag).Post(Of(request, order) + "/steps/a/skip", new { reason = "Fait à la main" })).Is(200);
        skipped.Json.GetProperty("steps")[0].GetProperty("reason").GetString().Should().Be("Fait à la main");
        await Until(request, "completed");
        await _agent.Until($"/v1/work-items?client={client.Id}", page => page.GetProperty("items").GetArrayLength() == 0);
        (await _agent.At((await Fetch(request)).ETag).Post(Of(request, order) + "/cancel")).IsProblem(409, "provisioning/order-over");
    }

    [Fact]
    public async Task An_agent_tries_a_step_again_and_then_undoes_the_order()
    {
        var (request, _) = await Ordered(Step("a", "simulated"), Step("b", "simulated", "fail", maxAttempts: 1));
        await Until(request, "held");
        var order = await Fetch(request);
        (await _agent.At(order.ETag).Post(Of(request, order) + "/steps/b/retry")).Is(200);
        await _agent.Until(request.Orders, page => Order(page) is var now && now.GetProperty("status").GetString() == "held" && Steps(now)[1].Attempt == 2);
        order = await Fetch(request);
        (await _agent.At(order.ETag).Post(Of(request, order) + "/compensate")).Is(200);
        Steps(await Until(request, "failed")).Should().Equal(("a", "cancelled", 1), ("b", "cancelled", 2));
        await _agent.Until(request.Path, told => told.GetProperty("status").GetString() == "failed");
    }

    [Fact]
    public async Task Beyond_a_point_of_no_return_nothing_is_undone_or_cancelled()
    {
        var (request, client) = await Ordered(
            Step("a", "simulated", noReturn: true), Step("b", "simulated"), Step("c", "simulated", "fail", "compensate", maxAttempts: 1));
        Steps(await Until(request, "partial")).Should().Equal(("a", "completed", 1), ("b", "cancelled", 1), ("c", "cancelled", 1));
        await _agent.Until($"/v1/work-items?kind=fallout&client={client.Id}", page => page.GetProperty("items").GetArrayLength() == 1);
        var order = await Fetch(request);
        (await _agent.At(order.ETag).Post(Of(request, order) + "/cancel")).IsProblem(409, "provisioning/past-no-return");
        (await _agent.At(order.ETag).Post(Of(request, order) + "/steps/c/skip", new { reason = "Inutile" })).Is(200);
        Steps(await Until(request, "completed")).Should().Equal(("a", "completed", 1), ("b", "completed", 2), ("c", "skipped", 1));
    }

    [Fact]
    public async Task A_change_on_the_way_is_carried_out_and_the_request_follows()
    {
        var pool = await StockedPool.Of(api, 5);
        var client = await ActiveClient.Of(api);
        var request = await ApprovedRequest.Of(api, client, await pool.Offer(api, Step("siege", "licence"), Step("bureau", "manual")), 1);
        await _agent.Until(request.Orders, page => Order(page) is { ValueKind: JsonValueKind.Object } order && Steps(order)[1].Status == "inProgress");
        var order = await Fetch(request);
        (await _agent.At(order.ETag).Post(Of(request, order) + "/change", new { quantity = 3, options = new { poids = "lourd" } })).IsProblem(422, "catalogue/unknown-option");
        (await _agent.At(order.ETag).Post(Of(request, order) + "/change", new { quantity = 3 })).Is(200);
        await _agent.Until(request.Orders, page => Steps(Order(page)).SequenceEqual([("siege", "completed", 2), ("bureau", "inProgress", 2)]));
        (await pool.Balance(api)).Assigned.Should().Be(3);
        await _agent.Until(request.Path, told => told.GetProperty("lines")[0].GetProperty("quantity").GetInt32() == 3);

        order = await Fetch(request);
        (await _agent.At(order.ETag).Post(Of(request, order) + "/cancel")).Is(200);
        await Until(request, "cancelled");
        await _agent.Until(request.Path, told => told.GetProperty("status").GetString() == "failed");
        await _agent.Until(request.Orders, page => Order(page).GetProperty("isCompensated").GetBoolean());
        (await pool.Balance(api)).Should().Be((5, 0, 0, 5));
    }

    [Fact]
    public async Task What_is_being_undone_is_not_undone_again()
    {
        var (request, _) = await Ordered(Step("a", "manual"), Step("b", "simulated", "fail", "compensate", maxAttempts: 1));
        await Until(request, "inProgress");
        var order = await Fetch(request);
        (await _agent.At(order.ETag).Post(Of(request, order) + "/steps/a/complete")).Is(200);
        await _agent.Until(request.Orders, page => Order(page).GetProperty("steps")[0].GetProperty("undo").ValueKind == JsonValueKind.Object);
        order = await Fetch(request);
        (await _agent.At(order.ETag).Post(Of(request, order) + "/cancel")).IsProblem(409, "provisioning/being-undone");
        (await _agent.At(order.ETag).Post(Of(request, order) + "/steps/a/complete")).Is(200);
        await Until(request, "failed");
    }

    private async Task<(ApprovedRequest Request, ActiveClient Client)> Ordered(params object[] plan)
    {
        var client = await ActiveClient.Of(api);
        return (await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api, plan: plan)), client);
    }

    private async Task<JsonElement> Until(ApprovedRequest request, string status) => Order((await _agent.Until(
        request.Orders, page => Order(page) is { ValueKind: JsonValueKind.Object } order && order.GetProperty("status").GetString() == status)).Json);

    private async Task<Reply> Fetch(ApprovedRequest request)
    {
        var page = (await _agent.Get(request.Orders)).Is(200).Json;
        return (await _agent.Get($"{request.Orders}/{Order(page).GetProperty("id").GetString()}")).Is(200);
    }

    private static string Of(ApprovedRequest request, Reply order) => $"{request.Orders}/{order.Id}";

    private static JsonElement Order(JsonElement page) => page.GetProperty("items").EnumerateArray().FirstOrDefault();

    private static string[] Names(JsonElement of) => [.. of.GetProperty("actions").EnumerateArray().Select(action => action.GetString()!)];

    private static (string Key, string Status, int Attempt)[] Steps(JsonElement order) =>
        [.. order.GetProperty("steps").EnumerateArray().Select(step =>
            (step.GetProperty("key").GetString()!, step.GetProperty("status").GetString()!, step.GetProperty("attempt").GetInt32()))];
}
