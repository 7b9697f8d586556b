using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class DueWorkTests
{
    private static readonly EventOf<ProvisioningOrder> GivenUp = new OrderFailed(Order, Request, Line, "account", "x");

    [Fact]
    public void A_new_order_has_its_first_step_under_way_until_its_time_is_up() =>
        DueWork.Of(Given()).Should().Equal(new DueWork.CarryOut("account", 1, false, Now.AddMinutes(10)));

    [Fact]
    public void A_step_that_was_not_begun_by_an_older_service_waits_for_its_beginning() =>
        DueWork.Of(ProvisioningOrder.Evolve(null, AcknowledgeOrder.Decide(Command, null).Events[0], Now)!)
            .Should().Equal(new DueWork.Start("account", 1, false, TimeSpan.Zero));

    [Fact]
    public void A_failed_attempt_waits_before_the_next() =>
        DueWork.Of(Given(FailedAttempt("account", 1), Started("account", 2), FailedAttempt("account", 2)))
            .Should().Equal(new DueWork.Start("account", 3, false, TimeSpan.FromSeconds(2)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(90, 90)]
    [InlineData(200_000, 86_400)]
    public void Who_wants_to_be_left_alone_is_left_alone_for_a_day_at_most(int asked, int waits)
    {
        var failed = FailStep.Decide(new("account", 1, "x", RetryAfter: TimeSpan.FromSeconds(asked)), Given()).Events.Single();
        DueWork.Of(Given(failed)).Should().Equal(new DueWork.Start("account", 2, false, TimeSpan.FromSeconds(waits)));
    }

    [Fact]
    public void Only_what_became_due_is_sent()
    {
        var before = By(Free("a"), Free("b"), Step("c", after: ["a"]));
        DueWork.Since(before, before.Done("a")).Should().Equal(new DueWork.CarryOut("c", 1, false, Now.AddMinutes(10)));
        DueWork.Since(null, before).Should().HaveCount(2);
    }

    [Fact]
    public void A_failed_order_gives_its_seats_back_once()
    {
        var failed = Given(FailedAttempt("account", 1, final: true), GivenUp);
        DueWork.Of(failed).Should().Equal(new DueWork.Compensate());
        RecordCompensation.Decide(new(1, 2), failed).Events.Should().Equal(new OrderCompensated(Order, 1, 2));

        var compensated = ProvisioningOrder.Evolve(failed, new OrderCompensated(Order, 1, 2), Now)!;
        DueWork.Of(compensated).Should().BeEmpty();
        RecordCompensation.Decide(new(0, 0), compensated).Should().Be((Decision<ProvisioningOrder>)Decision.Nothing);
        RecordCompensation.Decide(new(0, 0), Given()).Should().Be((Decision<ProvisioningOrder>)Decision.Nothing);
    }

    [Fact]
    public void A_delivered_order_gives_back_the_seats_of_a_step_that_was_left_out()
    {
        var order = Given().Done("account", "desk").Exhausted("seat");
        order = order.After(Fallout.Skip("seat", Agent, new("agent.mcn", "x"), order));
        order.Status.Should().Be(OrderStatus.Completed);
        DueWork.Of(order).Should().Equal(new DueWork.Compensate());
    }

    [Fact]
    public void A_failed_order_that_takes_no_seat_waits_for_nothing() =>
        DueWork.Of(Given(FailedAttempt("account", 1, final: true), GivenUp) with { LicencePoolId = null }).Should().BeEmpty();

    [Fact]
    public void A_delivered_order_waits_for_nothing() => DueWork.Of(Given().Done("account", "desk", "seat")).Should().BeEmpty();
}
