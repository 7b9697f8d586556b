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
    public void A_new_order_waits_for_its_first_step() => DueWork.Of(Given()).Should().Be(new DueWork.Start("account", 1, TimeSpan.Zero));

    [Fact]
    public void A_step_under_way_waits_for_its_outcome_until_its_time_is_up() =>
        DueWork.Of(Given(Started("account"))).Should().Be(new DueWork.CarryOut("account", 1, Now.AddMinutes(10)));

    [Fact]
    public void A_failed_attempt_waits_before_the_next() =>
        DueWork.Of(Given(Started("account"), FailedAttempt("account", 1), Started("account", 2), FailedAttempt("account", 2)))
            .Should().Be(new DueWork.Start("account", 3, TimeSpan.FromSeconds(2)));

    [Fact]
    public void A_failed_order_waits_for_its_compensation_once()
    {
        var failed = Given(Started("account"), FailedAttempt("account", 1, final: true), GivenUp);
        DueWork.Of(failed).Should().Be(new DueWork.Compensate());
        RecordCompensation.Decide(new(1, 2), failed).Events.Should().Equal(new OrderCompensated(Order, 1, 2));

        var compensated = ProvisioningOrder.Evolve(failed, new OrderCompensated(Order, 1, 2), Now)!;
        DueWork.Of(compensated).Should().BeNull();
        RecordCompensation.Decide(new(0, 0), compensated).Should().Be((Decision<ProvisioningOrder>)Decision.Nothing);
        RecordCompensation.Decide(new(0, 0), Given()).Should().Be((Decision<ProvisioningOrder>)Decision.Nothing);
    }

    [Fact]
    public void A_failed_order_that_takes_no_seat_waits_for_nothing() =>
        DueWork.Of(Given(Started("account"), FailedAttempt("account", 1, final: true), GivenUp) with { LicencePoolId = null }).Should().BeNull();

    [Fact]
    public void A_delivered_order_waits_for_nothing() =>
        DueWork.Of(Given(
            Started("account"), Completed("account"), Started("desk"), Completed("desk"), Started("seat"), Completed("seat"),
            new OrderCompleted(Order, Request, Line))).Should().BeNull();
}
