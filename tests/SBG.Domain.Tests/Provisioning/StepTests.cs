using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class StepTests
{
    private static readonly Decision<ProvisioningOrder> Nothing = Decision.Nothing;

    [Fact]
    public void A_line_gets_one_order_under_an_id_that_follows_from_it()
    {
        var events = AcknowledgeOrder.Decide(Command, null).Events;
        var opened = events[0].Should().BeOfType<OrderAcknowledged>().Which;
        opened.OrderId.Should().Be(ProvisioningOrder.StreamOf(Request, Line)).And.NotBe(ProvisioningOrder.StreamOf(Line, Request));
        opened.Plan.Should().Equal(Steps);
        events[1].Should().BeOfType<StepStarted>().Which.StepKey.Should().Be("account");
        AcknowledgeOrder.Decide(Command, Given()).Should().Be(Nothing);
    }

    [Fact]
    public void A_step_begins_when_those_before_it_are_done()
    {
        CompleteStep.Decide(new("account", 1), Given()).Keys().Should().Equal("done account", "start desk");
        StartStep.Decide(new("desk", 1), Given()).Should().Be(Nothing);
    }

    [Fact]
    public void An_attempt_begins_once()
    {
        StartStep.Decide(new("account", 1), Given()).Should().Be(Nothing);
        StartStep.Decide(new("account", 2), Given()).Should().Be(Nothing);
        StartStep.Decide(new("account", 1), Given(FailedAttempt("account", 1))).Should().Be(Nothing);
        StartStep.Decide(new("account", 2), Given(FailedAttempt("account", 1))).Keys().Should().Equal("start account");
    }

    [Fact]
    public void A_step_is_done_once_by_the_attempt_under_way()
    {
        CompleteStep.Decide(new("account", 1), Given().Done("account")).Should().Be(Nothing);
        CompleteStep.Decide(new("account", 1), Given(FailedAttempt("account", 1), Started("account", 2))).Should().Be(Nothing);
    }

    [Fact]
    public void The_last_step_completes_the_order() =>
        CompleteStep.Decide(new("seat", 1), Given().Done("account", "desk")).Events.Should().Equal(Completed("seat"), new OrderCompleted(Order, Request, Line));

    [Fact]
    public void A_failed_attempt_is_followed_by_another_while_the_plan_allows()
    {
        FailStep.Decide(new("account", 1, "provisioning/timed-out"), Given()).Events.Should().Equal(FailedAttempt("account", 1));
        var third = Given(FailedAttempt("account", 1), Started("account", 2), FailedAttempt("account", 2), Started("account", 3));
        FailStep.Decide(new("account", 3, "provisioning/timed-out"), third).Events.Should().Equal(
            FailedAttempt("account", 3, final: true), new OrderFellOut(Order, Request, "account", "provisioning/timed-out"));
    }

    [Fact]
    public void A_time_out_that_comes_after_the_outcome_changes_nothing()
    {
        FailStep.Decide(new("account", 1, "provisioning/timed-out"), Given().Done("account")).Should().Be(Nothing);
        FailStep.Decide(new("account", 1, "provisioning/timed-out"), Given(FailedAttempt("account", 1), Started("account", 2))).Should().Be(Nothing);
    }

    [Fact]
    public void Nothing_moves_an_order_that_is_over()
    {
        var failed = Given(FailedAttempt("account", 1, final: true), new OrderFailed(Order, Request, Line, "account", "x"));
        StartStep.Decide(new("account", 2), failed).Should().Be(Nothing);
        CompleteStep.Decide(new("account", 1), failed).Should().Be(Nothing);
    }
}
