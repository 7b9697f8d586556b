using System.Text.Json;
using FluentAssertions;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;
using static SBG.Testing.Worlds.PublishedOffer;

namespace SBG.Api.Tests.Provisioning;

public sealed class DeliveryTests(Testing.Api api)
{
    private readonly Caller _agent = api.As("agent.mcn");

    [Fact]
    public async Task A_line_is_delivered_step_by_step_with_a_seat_for_each_unit()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 5));
        var offer = await pool.Offer(api, Step("compte", "simulated"), Step("siege", "licence"));
        var request = await ApprovedRequest.Of(api, client, offer, 2);
        var order = await Over(request);
        await _agent.Until(request.Path, told => told.GetProperty("status").GetString() == "completed");

        order.GetProperty("status").GetString().Should().Be("completed");
        Steps(order).Should().Equal(("compte", "completed", 1), ("siege", "completed", 1));
        (await pool.Balance(api)).Should().Be((5, 0, 2, 3));
        var licences = (await _agent.Get($"{client.Path}/licences?personId={client.PersonId}&status=active")).Is(200).Json.GetProperty("items");
        licences.EnumerateArray().Select(licence => licence.GetProperty("orderId").GetString()).Should().Equal(
            order.GetProperty("id").GetString(), order.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_step_that_fails_is_tried_again()
    {
        var client = await ActiveClient.Of(api);
        var order = await Over(await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api, plan: [Step("compte", "simulated", "failOnce")])));
        Steps(order).Should().Equal(("compte", "completed", 2));
    }

    [Fact]
    public async Task What_a_failed_order_took_is_given_back()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 2));
        var offer = await pool.Offer(api, Step("siege", "licence"), Step("compte", "simulated", "fail", "compensate"));
        var request = await ApprovedRequest.Of(api, client, offer, 2);
        var orders = await _agent.Until(request.Orders, page => Orders(page).Any(order => order.GetProperty("isCompensated").GetBoolean()));

        await _agent.Until(request.Path, told => told.GetProperty("status").GetString() == "failed");
        Steps(Orders(orders.Json).Single()).Should().Equal(("siege", "cancelled", 1), ("compte", "cancelled", 3));
        (await pool.Balance(api)).Should().Be((2, 0, 0, 2));
        var licences = (await _agent.Get($"{client.Path}/licences")).Is(200).Json.GetProperty("items").EnumerateArray();
        licences.Select(licence => licence.GetProperty("status").GetString()).Should().Equal("released", "released");
    }

    [Fact]
    public async Task An_order_without_a_seat_fails_and_says_why()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 2));
        var order = await Over(await ApprovedRequest.Of(api, client, await pool.Offer(api, Step("siege", "licence", givenUp: "compensate")), 2, Rush));
        order.GetProperty("steps")[0].GetProperty("failureCode").GetString().Should().Be("licences/no-seat-left");
        (await pool.Balance(api)).Should().Be((2, 0, 1, 1));

        // The seats were there when the request was submitted.
        async Task Rush() => (await _agent.Post($"{client.Path}/licences", new { poolId = pool.Id, personId = client.PersonId })).Is(201);
    }

    [Fact]
    public async Task A_manual_step_waits_in_the_queue_until_an_agent_is_done()
    {
        var client = await ActiveClient.Of(api);
        var offer = await PublishedOffer.Of(api, plan: [Step("bureau", "manual"), Step("compte", "simulated")]);
        var request = await ApprovedRequest.Of(api, client, offer);
        var queue = await _agent.Until($"/v1/work-items?kind=manualStep&client={client.Id}", page => page.GetProperty("items").GetArrayLength() == 1);
        var order = (await _agent.Get(queue.Json.GetProperty("items")[0].GetProperty("location").GetString()!)).Is(200);
        var path = $"{request.Orders}/{order.Id}/steps/";

        (await _agent.At(order.ETag).Post(path + "compte/complete")).IsProblem(409, "provisioning/not-manual");
        (await _agent.At(order.ETag).Post(path + "nulle-part/complete")).IsProblem(404, "resource/not-found");
        (await api.As(client.Persona("requester")).At(order.ETag).Post(path + "bureau/complete")).IsProblem(403, "auth/forbidden");
        var done = (await _agent.At(order.ETag).Post(path + "bureau/complete")).Is(200);
        (await _agent.At(order.ETag).Post(path + "bureau/complete")).Status.Should().Be(412);
        done.Json.GetProperty("steps")[0].GetProperty("status").GetString().Should().Be("completed");
        (await Over(request)).GetProperty("status").GetString().Should().Be("completed");
        await _agent.Until($"/v1/work-items?client={client.Id}", page => page.GetProperty("items").GetArrayLength() == 0);
    }

    [Fact]
    public async Task An_agent_who_gives_a_step_up_fails_the_order_and_frees_its_seats()
    {
        var (client, pool) = (await ActiveClient.Of(api), await StockedPool.Of(api, 1));
        var request = await ApprovedRequest.Of(api, client, await pool.Offer(api, Step("bureau", "manual"), Step("siege", "licence")));
        var waiting = await _agent.Until(request.Orders, page => Orders(page).Any(order => Steps(order)[0].Status == "inProgress"));
        (await pool.Balance(api)).Should().Be((1, 1, 0, 0), "the seat is set aside for its turn");

        var order = (await _agent.Get($"{request.Orders}/{Orders(waiting.Json).Single().GetProperty("id").GetString()}")).Is(200);
        var failed = (await _agent.At(order.ETag).Post($"{request.Orders}/{order.Id}/steps/bureau/fail", new { reason = "Bureau introuvable" })).Is(200);
        failed["status"].Should().Be("failed");
        failed.Json.GetProperty("steps")[0].GetProperty("reason").GetString().Should().Be("Bureau introuvable");
        await _agent.Until(request.Orders, page => Orders(page).Single().GetProperty("isCompensated").GetBoolean());
        (await pool.Balance(api)).Should().Be((1, 0, 0, 1));
    }

    [Fact]
    public async Task Lines_that_all_end_at_once_are_all_settled()
    {
        var client = await ActiveClient.Of(api);
        var request = await ApprovedRequest.Of(api, client, [.. Enumerable.Repeat(await PublishedOffer.Of(api), 40)]);
        var told = await _agent.Until(request.Path, told => told.GetProperty("status").GetString() != "inProgress");
        told["status"].Should().Be("completed");
    }

    private async Task<JsonElement> Over(ApprovedRequest request)
    {
        var page = await _agent.Until(request.Orders, page => Orders(page).Any(order => order.GetProperty("status").GetString() is "completed" or "failed"));
        return Orders(page.Json).Single();
    }

    private static JsonElement[] Orders(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static (string Key, string Status, int Attempt)[] Steps(JsonElement order) =>
        [.. order.GetProperty("steps").EnumerateArray().Select(step =>
            (step.GetProperty("key").GetString()!, step.GetProperty("status").GetString()!, step.GetProperty("attempt").GetInt32()))];
}
