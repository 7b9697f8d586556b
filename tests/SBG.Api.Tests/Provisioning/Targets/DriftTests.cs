using FluentAssertions;
using SBG.Testing.Outside;
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

    private static string[] Drifts(SBG.Testing.Reply order) =>
        [.. order.Json.GetProperty("drift").EnumerateArray().Select(step => $"{step.GetProperty("stepKey").GetString()} {step.GetProperty("holding").GetString()}")];
}
