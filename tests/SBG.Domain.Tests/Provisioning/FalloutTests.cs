using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class FalloutTests
{
    private static readonly Sealed<string> Reason = new("agent.mcn", "x");

    [Fact]
    public void A_step_that_is_given_up_waits_for_an_agent_while_others_go_on()
    {
        var order = By(Free("a"), Free("b"), Step("c", after: ["b"]));
        FailStep.Decide(new("a", 1, "x", GiveUp: true), order).Keys().Should().Equal("fail a", "fall out a");
        order = order.Exhausted("a");
        order.Status.Should().Be(OrderStatus.Held);
        CompleteStep.Decide(new("b", 1), order).Keys().Should().Equal("done b", "start c");
        order.Done("b", "c").Status.Should().Be(OrderStatus.Held);
    }

    [Fact]
    public void It_is_tried_again_with_its_attempts_counted_anew()
    {
        var order = By(Free("a")).Exhausted("a");
        Fallout.Retry("a", Agent, order).Events.Should().BeEquivalentTo(
            new object[] { new StepRetried(Order, "a", "agent.mcn"), new { StepKey = "a", Attempt = 2 } }, options => options.RespectingRuntimeTypes());
        order = order.After(Fallout.Retry("a", Agent, order));
        order.Status.Should().Be(OrderStatus.InProgress);
        FailStep.Decide(new("a", 2, "x"), order).Keys().Should().Equal("fail a");
        order.Done("a").Status.Should().Be(OrderStatus.Completed);
    }

    [Fact]
    public void It_is_left_out_with_a_reason()
    {
        var order = By(Step("a"), Step("b")).Exhausted("a");
        Fallout.Skip("a", Agent, Reason, order).Keys().Should().Equal("skip a", "start b");
        Fallout.Skip("a", Agent, Reason, order).Events[0].Should().Be(new StepSkipped(Order, "a", "agent.mcn", Reason));
    }

    [Fact]
    public void The_order_is_undone_and_fails()
    {
        var order = By(Step("a"), Step("b")).Done("a").Exhausted("b");
        Fallout.Compensate(Agent, order).Keys().Should().Equal("undo [b a] redo []", "start undo b");
        order = order.After(Fallout.Compensate(Agent, order));
        order.Status.Should().Be(OrderStatus.Pending);
        order.Undone("b", "a").Status.Should().Be(OrderStatus.Failed);
    }

    [Fact]
    public void Only_what_was_given_up_is_decided()
    {
        var order = By(Step("a"), Step("b"));
        Fallout.Retry("a", Agent, order).Refusal!.Code.Should().Be("provisioning/not-fallen-out");
        Fallout.Skip("b", Agent, Reason, order).Refusal!.Code.Should().Be("provisioning/not-fallen-out");
        Fallout.Compensate(Agent, order).Refusal!.Code.Should().Be("provisioning/not-fallen-out");
    }
}
