using FluentAssertions;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class LatenessTests
{
    [Fact]
    public void What_is_left_is_the_longest_way_through_the_plan()
    {
        var order = Promised(10);
        Lateness.Remaining(order, Now).Should().Be(TimeSpan.FromHours(7), "a and c take longer than b and c");
        Lateness.Remaining(order, Now.AddHours(1)).Should().Be(TimeSpan.FromHours(6), "a is under way for an hour");
        Lateness.Remaining(order, Now.AddHours(9)).Should().Be(TimeSpan.FromHours(3), "a should be done, c has not begun");
        Lateness.Remaining(order.Done("a"), Now).Should().Be(TimeSpan.FromHours(5));
    }

    [Fact]
    public void An_order_that_will_be_late_says_so_once()
    {
        var order = Promised(10);
        Lateness.Decide(order, Now).Events.Should().BeEmpty();
        Lateness.LookAt(order, Now).Should().Be(Now.AddHours(3));
        Lateness.Decide(order, Now.AddHours(7)).Events.Should().BeEmpty();
        var late = Lateness.Decide(order, Now.AddHours(8));
        late.Events.Should().Equal(new OrderInJeopardy(Order, Request, Now.AddHours(10), Now.AddHours(11)));
        order = order.After(late);
        Lateness.Decide(order, Now.AddHours(9)).Events.Should().BeEmpty();
        Lateness.LookAt(order, Now.AddHours(9)).Should().BeNull();
    }

    [Fact]
    public void Nothing_is_late_that_nobody_promised_or_that_is_over()
    {
        Lateness.Decide(By(Free("a") with { Estimate = TimeSpan.FromDays(9) }), Now).Events.Should().BeEmpty();
        Lateness.Decide(Promised(1).Done("a", "b", "c"), Now.AddDays(1)).Events.Should().BeEmpty();
    }

    private static ProvisioningOrder Promised(int hours) => Opened(Command with
    {
        LicencePoolId = null,
        PromisedAt = Now.AddHours(hours),
        Plan =
        [
            Free("a") with { Estimate = TimeSpan.FromHours(4) },
            Free("b") with { Estimate = TimeSpan.FromHours(2) },
            Step("c", after: ["a", "b"]) with { Estimate = TimeSpan.FromHours(3) },
        ],
    });
}
