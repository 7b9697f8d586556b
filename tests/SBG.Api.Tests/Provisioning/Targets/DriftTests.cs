using FluentAssertions;
using SBG.Ops.Outside;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Provisioning.Targets;

public sealed class DriftTests(Testing.Api api)
{
    [Fact]
    public async Task What_a_broker_lost_or_changed_is_found_and_put_right_when_an_agent_says_so()
    {
        await using var broker = await OutsideServer.Start(new ServiceBroker());
        var target = await RegisteredTarget.Of(api, broker);
        var settings = new Dictionary<string, string> { ["service"] = "svc-bureau", ["plan"] = "plan-standard", ["quantityParameter"] = "postes" };
        var delivery = await Delivery.Of(api, target.Step("a", "osb", settings), PublishedOffer.Step("b", "simulated"));
        var first = Delivery.Resource(await delivery.Until("completed"))!;
        Drifts((await delivery.Tell("check-drift")).Is(200)).Should().BeEmpty();
        (await delivery.Tell("correct-drift")).IsProblem(409, "provisioning/no-drift");

        broker.Instances[first] = broker.Instances[first] with { Parameters = """{"postes":7}""" };
        Drifts((await delivery.Tell("check-drift")).Is(200)).Should().Equal("a otherwise");
        broker.Instances.TryRemove(first, out _);
        Drifts((await delivery.Tell("check-drift")).Is(200)).Should().Equal("a nothing");

        (await delivery.Tell("correct-drift")).Is(200)["status"].Should().Be("pending");
        var order = await delivery.Until("completed");
        (Delivery.Attempt(order), Delivery.Attempt(order, 1)).Should().Be((2, 1));
        broker.Instances.Keys.Should().Equal(Delivery.Resource(order));
        Delivery.Resource(order).Should().NotBe(first);
        Drifts((await delivery.Tell("check-drift")).Is(200)).Should().BeEmpty();
        (await delivery.Agent.Get(delivery.Request.Path)).Is(200)["status"].Should().Be("completed");
    }

    [Fact]
    public async Task An_account_that_was_switched_off_and_a_membership_that_is_gone_are_found()
    {
        await using var directory = await OutsideServer.Start(new UserDirectory());
        var (target, group) = (await RegisteredTarget.Of(api, directory), directory.AddGroup("Bureau"));
        var delivery = await Delivery.Of(api, target.Step("a", "scim", updatedInPlace: true), target.Step("b", "scim", new() { ["resource"] = "membership", ["group"] = "Bureau" }));
        await delivery.Until("completed");
        directory.Groups[group]["members"]!.AsArray().Clear();
        Drifts((await delivery.Tell("check-drift")).Is(200)).Should().Equal("b nothing");
        directory.Users.Values.Single()["active"] = false;
        Drifts((await delivery.Tell("check-drift")).Is(200)).Should().Equal("a otherwise", "b otherwise");
        (await delivery.Tell("correct-drift")).Is(200);
        await delivery.Until("completed");
        directory.Members(group).Should().ContainSingle();
        ((bool)directory.Users.Values.Single()["active"]!).Should().BeTrue();
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_not_taken_for_an_empty_one()
    {
        await using var broker = await OutsideServer.Start(new ServiceBroker());
        var target = await RegisteredTarget.Of(api, broker);
        var delivery = await Delivery.Of(api, target.Step("a", "osb", new() { ["service"] = "svc-bureau", ["plan"] = "plan-standard" }));
        await delivery.Until("completed");
        broker.Fail("GET", Mishap.Refused, new(503));
        Drifts((await delivery.Tell("check-drift")).Is(200)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_target_is_compared_over_all_clients_as_long_work()
    {
        await using var broker = await OutsideServer.Start(new ServiceBroker());
        var target = await RegisteredTarget.Of(api, broker);
        var step = target.Step("a", "osb", new() { ["service"] = "svc-bureau", ["plan"] = "plan-standard" });
        var (kept, lost) = (await Delivery.Of(api, step), await Delivery.Of(api, step));
        await kept.Until("completed");
        broker.Instances.TryRemove(Delivery.Resource(await lost.Until("completed"))!, out _);
        var manager = api.As("service-manager.mcn");
        var accepted = (await manager.Post(target.Path + "/check-drift")).Is(202);
        var result = (await manager.Until(accepted.Location, told => told.GetProperty("status").GetString() == "completed")).Json.GetProperty("result");
        (result.GetProperty("checked").GetInt32(), result.GetProperty("differing").GetInt32()).Should().Be((2, 1));
        result.GetProperty("orders")[0].GetProperty("clientId").GetString().Should().Be(lost.Client.Id);
        Drifts(await lost.Fetch()).Should().Equal("a nothing");
        (await lost.Tell("correct-drift")).Is(200);
        await lost.Until("completed");
        broker.Instances.Should().HaveCount(2);
        (await manager.Post($"/v1/targets/{Guid.NewGuid()}/check-drift")).IsProblem(404, "resource/not-found");
    }

    [Fact]
    public async Task What_drifted_waits_in_the_queue_until_it_is_put_right()
    {
        await using var broker = await OutsideServer.Start(new ServiceBroker());
        var target = await RegisteredTarget.Of(api, broker);
        var delivery = await Delivery.Of(api, target.Step("a", "osb", new() { ["service"] = "svc-bureau", ["plan"] = "plan-standard" }));
        broker.Instances.TryRemove(Delivery.Resource(await delivery.Until("completed"))!, out var lost);
        (await delivery.Tell("check-drift")).Is(200);
        var queue = $"/v1/work-items?kind=drift&client={delivery.Client.Id}";
        var waiting = await delivery.Agent.Until(queue, page => page.GetProperty("items").GetArrayLength() == 1);
        waiting.Json.GetProperty("items")[0].GetProperty("location").GetString().Should().StartWith(delivery.Request.Orders);
        (await delivery.Tell("correct-drift")).Is(200);
        await delivery.Until("completed");
        await delivery.Agent.Until(queue, page => page.GetProperty("items").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Accounts_of_which_no_order_knows_are_found_at_the_target_and_wait_in_the_queue()
    {
        await using var directory = await OutsideServer.Start(new UserDirectory { MostOfAPage = 2 });
        var target = await RegisteredTarget.Of(api, directory);
        var delivery = await Delivery.Of(api, target.Step("a", "scim"));
        await delivery.Until("completed");
        var (stranger, manager) = (Guid.NewGuid(), api.As("service-manager.mcn"));
        directory.AddUser("autre@essai.example");
        directory.Users[directory.AddUser("inactif@essai.example", active: false)]["externalId"] = Guid.NewGuid().ToString();
        var orphan = directory.AddUser("orphelin@essai.example");
        directory.Users[orphan]["externalId"] = stranger.ToString();

        (await Check(manager, target)).GetProperty("orphans").EnumerateArray().Select(person => person.GetGuid()).Should().Equal(stranger);
        (await manager.Get(target.Path)).Is(200).Json.GetProperty("orphans").EnumerateArray().Select(person => person.GetGuid()).Should().Equal(stranger);
        await manager.Until("/v1/work-items?kind=drift&client=mcn&limit=200", page => Locations(page).Contains(target.Path));
        directory.Fail(request => request.Query.ContainsKey("attributes"), Mishap.Refused, new(503));
        (await Check(manager, target)).GetProperty("lists").GetBoolean().Should().BeFalse();
        (await manager.Get(target.Path)).Is(200).Json.GetProperty("orphans").GetArrayLength().Should().Be(1, "what is not told counts as before");

        directory.Users.TryRemove(orphan, out _);
        (await Check(manager, target)).GetProperty("orphans").GetArrayLength().Should().Be(0);
        await manager.Until("/v1/work-items?kind=drift&client=mcn&limit=200", page => !Locations(page).Contains(target.Path));
    }

    private static async Task<System.Text.Json.JsonElement> Check(SBG.Testing.Caller manager, RegisteredTarget target)
    {
        var accepted = (await manager.Post(target.Path + "/check-drift")).Is(202);
        return (await manager.Until(accepted.Location, told => told.GetProperty("status").GetString() == "completed")).Json.GetProperty("result");
    }

    private static IEnumerable<string?> Locations(System.Text.Json.JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("location").GetString());

    private static string[] Drifts(SBG.Testing.Reply order) =>
        [.. order.Json.GetProperty("drift").EnumerateArray().Select(step => $"{step.GetProperty("stepKey").GetString()} {step.GetProperty("holding").GetString()}")];
}
