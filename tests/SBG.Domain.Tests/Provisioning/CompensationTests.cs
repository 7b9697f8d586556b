using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class CompensationTests
{
    private static readonly OrderStep Fatal = Step("c", after: ["a", "b"]) with { GivenUp = GivenUp.Compensate };

    [Fact]
    public void What_was_done_is_undone_in_reverse_order_of_completion()
    {
        var order = By(Free("a"), Free("b"), Fatal).Done("b", "a");
        var failed = FailStep.Decide(new("c", 1, "provisioning/timed-out", GiveUp: true), order);
        failed.Keys().Should().Equal(["fail c", "undo [c a b] redo []", "start undo c"], "a failed attempt may have had its effect");
        order = order.After(failed);
        CompleteStep.Decide(new("c", 1, Undo: true), order).Keys().Should().Equal("undone c", "start undo a");
        CompleteStep.Decide(new("b", 1, Undo: true), order.Undone("c", "a")).Events[^1].Should().Be(new OrderFailed(Order, Request, Line, "c", "provisioning/timed-out"));
        order.Undone("c", "a", "b").Status.Should().Be(OrderStatus.Failed);
    }

    [Fact]
    public void A_step_under_way_is_waited_for_and_then_undone()
    {
        var order = By(Free("a"), Free("b") with { GivenUp = GivenUp.Compensate });
        order = order.Exhausted("b").Undone("b");
        order.Status.Should().Be(OrderStatus.Pending);
        DueWork.Of(order).Should().Equal(new DueWork.CarryOut("a", 1, false, Now.AddMinutes(10)));
        CompleteStep.Decide(new("a", 1), order).Keys().Should().Equal("done a", "start undo a");
        order.Done("a").Undone("a").Status.Should().Be(OrderStatus.Failed);
    }

    [Fact]
    public void An_agent_need_not_do_any_more_what_is_not_wanted()
    {
        var order = By(Free("a", "manual"), Free("b") with { GivenUp = GivenUp.Compensate });
        FailStep.Decide(new("b", 1, "x", GiveUp: true), order).Keys().Should().Equal("fail b", "undo [b a] redo []", "start undo b");
        order.Exhausted("b").Undone("b").Step("a")!.Status.Should().Be(StepStatus.Cancelled);
    }

    [Fact]
    public void A_step_with_nothing_to_undo_stays_as_it_is()
    {
        var order = By(Free("a") with { Compensable = false }, Free("b"), Fatal).Done("a", "b").Exhausted("c");
        order.Undone("c", "b").Should().BeEquivalentTo(new { Status = OrderStatus.Failed });
        order.Step("a")!.Status.Should().Be(StepStatus.Completed);
    }

    [Fact]
    public void Nothing_is_undone_beyond_a_point_of_no_return()
    {
        var order = By(Step("a"), Step("b") with { NoReturn = true }, Step("c"), Step("d") with { GivenUp = GivenUp.Compensate }).Done("a", "b", "c").Exhausted("d");
        order.Undo!.Steps.Should().Equal("d", "c");
        var partial = CompleteStep.Decide(new("c", 1, Undo: true), order.Undone("d"));
        partial.Keys().Should().Equal("undone c", "partial b");
        order = order.Undone("d", "c");
        order.Status.Should().Be(OrderStatus.Partial);
        DueWork.Of(order).Should().BeEmpty();

        Fallout.Retry("d", Agent, order).Keys().Should().Equal("retry d", "start c");
        Fallout.Skip("d", Agent, new("agent.mcn", "x"), order).Keys().Should().Equal("skip d", "start c");
        order.After(Fallout.Skip("d", Agent, new("agent.mcn", "x"), order)).Done("c").Status.Should().Be(OrderStatus.Completed);
        Fallout.Compensate(Agent, order).Refusal!.Code.Should().Be("provisioning/not-fallen-out");
        CancelOrder.Decide(new(Agent), order).Refusal!.Code.Should().Be("provisioning/past-no-return");
    }

    [Fact]
    public void An_undoing_is_tried_again_and_then_given_up_to_an_agent()
    {
        var order = By(Step("a"), Step("b") with { GivenUp = GivenUp.Compensate }).Done("a").Exhausted("b").Undone("b");
        order = order.After(FailStep.Decide(new("a", 1, "x", Undo: true), order));
        DueWork.Of(order).Should().Equal(new DueWork.Start("a", 2, true, TimeSpan.FromSeconds(1)));
        order = order.After(StartStep.Decide(new("a", 2, true), order));
        FailStep.Decide(new("a", 2, "x", Undo: true), order).Keys().Should().Equal("fail undo a", "fall out a");
        order = order.After(FailStep.Decide(new("a", 2, "x", Undo: true), order));
        order.Status.Should().Be(OrderStatus.Held);

        Fallout.Retry("a", Agent, order).Keys().Should().Equal("retry a", "start undo a");
        order.After(Fallout.Retry("a", Agent, order)).Step("a")!.Undo!.Attempt.Should().Be(3);
        Fallout.Skip("a", Agent, new("agent.mcn", "x"), order).Keys().Should().Equal("undone a", "OrderFailed");
        Fallout.Compensate(Agent, order).Refusal!.Code.Should().Be("provisioning/not-fallen-out");
    }

    [Fact]
    public void An_agent_undoes_a_manual_step()
    {
        var order = By(Step("a", "manual"), Step("b") with { GivenUp = GivenUp.Compensate }).Done("a").Exhausted("b").Undone("b");
        ManualStep.Complete("a", order).Keys().Should().Equal("undone a", "OrderFailed");
        ManualStep.GiveUp("a", new("agent.mcn", "x"), order).Keys().Should().Equal("fail undo a", "fall out a");
    }

    [Fact]
    public void An_undoing_that_is_told_twice_is_recorded_once()
    {
        var order = By(Step("a"), Step("b") with { GivenUp = GivenUp.Compensate }).Done("a").Exhausted("b").Undone("b");
        CompleteStep.Decide(new("b", 1, Undo: true), order).Events.Should().BeEmpty();
        FailStep.Decide(new("a", 7, "x", Undo: true), order).Events.Should().BeEmpty();
        StartStep.Decide(new("a", 1, true), order).Events.Should().BeEmpty();
    }
}
