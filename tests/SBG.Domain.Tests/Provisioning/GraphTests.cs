using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class GraphTests
{
    [Fact]
    public void Independent_steps_begin_side_by_side_and_meet_again()
    {
        var opened = AcknowledgeOrder.Decide(Command with { Plan = [Free("a"), Free("b"), Step("c", after: ["a", "b"])] }, null);
        opened.Keys().Should().Equal("OrderAcknowledged", "start a", "start b");

        var order = By(Free("a"), Free("b"), Step("c", after: ["a", "b"]));
        CompleteStep.Decide(new("b", 1), order).Keys().Should().Equal("done b");
        CompleteStep.Decide(new("a", 1), order.Done("b")).Keys().Should().Equal("done a", "start c");
        CompleteStep.Decide(new("c", 1), order.Done("b", "a")).Keys().Should().Equal("done c", "OrderCompleted");
    }

    [Fact]
    public void A_plan_that_says_nothing_is_a_sequence() => By(Step("a"), Step("b")).Steps.Select(step => step.Status).Should().Equal(StepStatus.InProgress, StepStatus.Acknowledged);

    [Fact]
    public void A_step_whose_condition_does_not_hold_is_left_out_and_those_after_it_go_on()
    {
        var plan = new[] { Step("a") with { Condition = new("size", ["16"]) }, Step("b") };
        AcknowledgeOrder.Decide(Sized("14", plan), null).Keys().Should().Equal("OrderAcknowledged", "skip a", "start b");
        AcknowledgeOrder.Decide(Sized("16", plan), null).Keys().Should().Equal("OrderAcknowledged", "start a");
    }

    [Fact]
    public void An_order_whose_steps_are_all_left_out_is_done() =>
        AcknowledgeOrder.Decide(Sized("14", Step("a") with { Condition = new("size", ["16"]) }), null).Keys()
            .Should().Equal("OrderAcknowledged", "skip a", "OrderCompleted");

    [Fact]
    public void What_a_connector_is_told_has_a_fingerprint()
    {
        var order = Opened(Sized("14", Free("a") with { Uses = ["size"] }, Free("b")));
        var (a, b) = (StepPayload.HashOf(order, order.Steps[0].Step), StepPayload.HashOf(order, order.Steps[1].Step));
        a.Should().MatchRegex("^[0-9a-f]{64}$").And.NotBe(b);

        var more = order with { Quantity = 2 };
        StepPayload.HashOf(more, more.Steps[0].Step).Should().Be(a, "it does not look at the quantity");
        StepPayload.HashOf(more, more.Steps[1].Step).Should().NotBe(b);
        AcknowledgeOrder.Decide(Sized("14", Free("a") with { Uses = ["size"] }), null).Events.OfType<StepStarted>().Single().PayloadHash.Should().Be(a);
    }

    [Fact]
    public void An_attempt_ends_with_what_was_answered_and_how_long_it_took()
    {
        var (order, took) = (By(Free("a"), Free("b")), TimeSpan.FromMilliseconds(12));
        CompleteStep.Decide(new("a", 1, "201", took), order).Events.Should().Equal(new StepCompleted(Order, "a", 1, "201", took));
        FailStep.Decide(new("a", 1, "provisioning/timed-out", Answer: "504", Duration: took), order).Events
            .Should().Equal(new StepFailed(Order, "a", 1, "provisioning/timed-out", false, null, "504", took));
    }

    [Fact]
    public void Waits_follow_the_steps_own_policy()
    {
        var order = By(Free("a") with { Retry = new(TimeSpan.FromMinutes(2), 300, TimeSpan.FromHours(1), 0) });
        DueWork.Of(order.After(FailStep.Decide(new("a", 1, "x"), order))).Should().Equal(new DueWork.Start("a", 2, false, TimeSpan.FromMinutes(2)));
    }

    private static AcknowledgeOrder Sized(string size, params OrderStep[] plan) =>
        Command with { Plan = [.. plan], LicencePoolId = null, Options = ImmutableSortedDictionary<string, OptionValue>.Empty.Add("size", size) };
}
