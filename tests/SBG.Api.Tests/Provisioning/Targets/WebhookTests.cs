using System.Security.Cryptography;
using FluentAssertions;
using SBG.Ops.Outside;
using SBG.Testing.Worlds;
using Xunit;
using static SBG.Api.Tests.Provisioning.Targets.Delivery;

namespace SBG.Api.Tests.Provisioning.Targets;

public sealed class WebhookTests(Testing.Api api)
{
    [Fact]
    public async Task A_step_is_told_signed_and_undone_when_the_service_is_given_up()
    {
        await using var receiver = await OutsideServer.Start(new WebhookReceiver());
        var target = await RegisteredTarget.Of(api, receiver);
        var delivery = await Delivery.Of(api, target.Step("a", "webhook", new() { ["share"] = "email" }));
        var order = await delivery.Until("completed");
        receiver.Wrong.Should().BeEmpty();
        receiver.Held.Keys.Should().Equal(Resource(order));
        receiver.Last.GetProperty("person").GetProperty("email").GetString().Should().Be("zenobie@essai.example");
        receiver.Last.GetProperty("person").GetProperty("name").GetString().Should().BeNull("the step shares the address only");

        (await delivery.Tell("terminate")).Is(200)["status"].Should().Be("pending");
        await delivery.Until("terminated");
        receiver.Held.Should().BeEmpty();
        (await delivery.Tell("terminate")).Is(200);
        (await delivery.Tell("cancel")).IsProblem(409, "provisioning/order-over");
    }

    [Fact]
    public async Task A_lost_answer_and_a_refusal_lead_to_other_attempts_and_one_effect()
    {
        await using var receiver = await OutsideServer.Start(new WebhookReceiver());
        var target = await RegisteredTarget.Of(api, receiver);
        receiver.Fail("POST", Mishap.AnswerLost);
        receiver.Fail("POST", Mishap.Refused, new(503) { RetryAfter = 1 });
        var order = await (await Delivery.Of(api, target.Step("a", "webhook", maxAttempts: 4))).Until("completed");
        Attempt(order).Should().Be(3);
        receiver.Held.Should().ContainSingle();
        receiver.Messages.Should().HaveCount(2, "each attempt is a message of its own, and the second was not looked at");
    }

    [Fact]
    public async Task A_rejection_is_not_repeated()
    {
        await using var receiver = await OutsideServer.Start(new WebhookReceiver());
        var target = await RegisteredTarget.Of(api, receiver);
        receiver.Fail("POST", Mishap.Refused, new(422));
        var order = await (await Delivery.Of(api, target.Step("a", "webhook"))).Until("held");
        (Attempt(order), order.GetProperty("steps")[0].GetProperty("failureCode").GetString()).Should().Be((1, "provisioning/target-refused"));
    }

    [Fact]
    public async Task What_was_accepted_is_told_by_a_signed_callback_once()
    {
        await using var receiver = await OutsideServer.Start(new WebhookReceiver { Later = true });
        var target = await RegisteredTarget.Of(api, receiver);
        var delivery = await Delivery.Of(api, target.Step("a", "webhook"));
        await delivery.Until(_ => !receiver.Held.IsEmpty);
        var data = receiver.Last;
        (await receiver.CallBack(data, key: RandomNumberGenerator.GetBytes(32))).Should().Be(401);
        (await receiver.CallBack(data, at: DateTimeOffset.UtcNow.AddMinutes(-10))).Should().Be(401, "it may be a recorded one");
        (await receiver.CallBack(data, order: Guid.NewGuid().ToString())).Should().Be(404);
        (await delivery.Fetch())["status"].Should().Be("inProgress");
        (await receiver.CallBack(data)).Should().Be(204);
        await delivery.Until("completed");
        var before = await delivery.Fetch();
        (await receiver.CallBack(data)).Should().Be(204, "a repetition is answered as the first");
        (await receiver.CallBack(data, "failed")).Should().Be(204);
        (await delivery.Fetch()).ETag.Should().Be(before.ETag);
    }

    [Fact]
    public async Task A_target_tells_nothing_of_steps_that_are_anothers()
    {
        await using var receiver = await OutsideServer.Start(new WebhookReceiver { Later = true });
        await using var stranger = await OutsideServer.Start(new WebhookReceiver { Later = true });
        var (target, other) = (await RegisteredTarget.Of(api, receiver), await RegisteredTarget.Of(api, stranger));
        var delivery = await Delivery.Of(api, target.Step("a", "webhook"));
        var others = await Delivery.Of(api, other.Step("a", "webhook"));
        await delivery.Until(_ => !receiver.Held.IsEmpty);
        await others.Until(_ => !stranger.Held.IsEmpty);
        var (mine, theirs) = (receiver.Last, stranger.Last);
        (await stranger.CallBack(theirs, order: mine.GetProperty("order").GetString())).Should().Be(404, "that order is of another client");
        (await delivery.Fetch())["status"].Should().Be("inProgress");
        (await stranger.CallBack(theirs)).Should().Be(204);
        await others.Until("completed");
        (await receiver.CallBack(mine)).Should().Be(204);
    }

    [Fact]
    public async Task What_was_accepted_is_asked_for_when_the_target_does_not_call_back()
    {
        await using var receiver = await OutsideServer.Start(new WebhookReceiver { Later = true });
        var target = await RegisteredTarget.Of(api, receiver, new() { ["askEvery"] = "1" });
        var delivery = await Delivery.Of(api, target.Step("a", "webhook"));
        await delivery.Until(_ => receiver.Log.Count > 1);
        receiver.Later = false;
        await delivery.Until("completed");
        receiver.Wrong.Should().BeEmpty();
    }

    [Fact]
    public async Task A_disabled_target_is_not_called()
    {
        await using var receiver = await OutsideServer.Start(new WebhookReceiver());
        var (target, manager) = (await RegisteredTarget.Of(api, receiver), api.As("service-manager.mcn"));
        var enabled = (await manager.Get(target.Path)).Is(200);
        (await manager.At(enabled.ETag).Post(target.Path + "/disable")).Is(200);
        var order = await (await Delivery.Of(api, target.Step("a", "webhook", maxAttempts: 1))).Until("held");
        order.GetProperty("steps")[0].GetProperty("failureCode").GetString().Should().Be("provisioning/target-disabled");
        receiver.Log.Should().BeEmpty();
    }
}
