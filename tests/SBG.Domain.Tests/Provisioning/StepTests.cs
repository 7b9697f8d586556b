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
        var opened = AcknowledgeOrder.Decide(Command, null).Events.Should().ContainSingle().Which.Should().BeOfType<OrderAcknowledged>().Which;
        opened.OrderId.Should().Be(ProvisioningOrder.StreamOf(Request, Line)).And.NotBe(ProvisioningOrder.StreamOf(Line, Request));
        opened.Plan.Should().Equal(Steps);
        AcknowledgeOrder.Decide(Command, Given()).Should().Be(Nothing);
    }

    [Fact]
    public void A_step_begins_when_those_before_it_are_done()
    {
        StartStep.Decide(new("account", 1), Given()).Events.Should().Equal(Started("account"));
        StartStep.Decide(new("desk", 1), Given()).Should().Be(Nothing);
        StartStep.Decide(new("desk", 1), Given(Started("account"), Completed("account"))).Events.Should().Equal(Started("desk"));
    }

    [Fact]
    public void An_attempt_begins_once()
    {
        StartStep.Decide(new("account", 1), Given(Started("account"))).Should().Be(Nothing);
        StartStep.Decide(new("account", 2), Given(Started("account"))).Should().Be(Nothing);
        StartStep.Decide(new("account", 1), Given(Started("account"), FailedAttempt("account", 1))).Should().Be(Nothing);
        StartStep.Decide(new("account", 2), Given(Started("account"), FailedAttempt("account", 1))).Events.Should().Equal(Started("account", 2));
    }

    [Fact]
    public void A_step_is_done_once_by_the_attempt_under_way()
    {
        CompleteStep.Decide(new("account", 1), Given(Started("account"))).Events.Should().Equal(Completed("account"));
        CompleteStep.Decide(new("account", 1), Given(Started("account"), Completed("account"))).Should().Be(Nothing);
        CompleteStep.Decide(new("account", 1), Given(Started("account"), FailedAttempt("account", 1), Started("account", 2))).Should().Be(Nothing);
    }

    [Fact]
    public void The_last_step_completes_the_order()
    {
        var order = Given(Started("account"), Completed("account"), Started("desk"), Completed("desk"), Started("seat"));
        CompleteStep.Decide(new("seat", 1), order).Events.Should().Equal(Completed("seat"), new OrderCompleted(Order, Request, Line));
    }

    [Fact]
    public void A_failed_attempt_is_followed_by_another_while_the_plan_allows()
    {
        FailStep.Decide(new("account", 1, "provisioning/timed-out"), Given(Started("account"))).Events.Should().Equal(FailedAttempt("account", 1));
        var third = Given(
            Started("account"), FailedAttempt("account", 1), Started("account", 2), FailedAttempt("account", 2), Started("account", 3));
        FailStep.Decide(new("account", 3, "provisioning/timed-out"), third).Events.Should().Equal(
            FailedAttempt("account", 3, final: true), new OrderFailed(Order, Request, Line, "account", "provisioning/timed-out"));
    }

    [Fact]
    public void A_time_out_that_comes_after_the_outcome_changes_nothing()
    {
        FailStep.Decide(new("account", 1, "provisioning/timed-out"), Given(Started("account"), Completed("account"))).Should().Be(Nothing);
        FailStep.Decide(new("account", 1, "provisioning/timed-out"), Given(Started("account"), FailedAttempt("account", 1), Started("account", 2))).Should().Be(Nothing);
    }

    [Fact]
    public void Nothing_moves_an_order_that_is_over()
    {
        var failed = Given(Started("account"), FailedAttempt("account", 1, final: true), new OrderFailed(Order, Request, Line, "account", "x"));
        StartStep.Decide(new("account", 2), failed).Should().Be(Nothing);
        CompleteStep.Decide(new("account", 1), failed).Should().Be(Nothing);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(10, 256)]
    [InlineData(11, 300)]
    [InlineData(20, 300)]
    [InlineData(int.MaxValue, 300)]
    public void Each_wait_doubles_up_to_five_minutes(int attempt, int seconds) =>
        RetryDelay.Before(attempt).Should().Be(TimeSpan.FromSeconds(seconds));
}
