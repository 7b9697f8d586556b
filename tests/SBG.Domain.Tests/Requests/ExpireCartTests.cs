using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class ExpireCartTests
{
    private static readonly Decision<Cart> Nothing = Decision.Nothing;
    private static readonly ExpireCart Command = new(TimeSpan.FromDays(30), TimeSpan.FromDays(3));

    [Fact]
    public void A_cart_is_announced_three_days_before_it_ends()
    {
        var cart = Given();
        ExpireCart.Decide(Command, cart, Day(27).AddTicks(-1)).Should().Be(Nothing);
        ExpireCart.Decide(Command, cart, Day(27)).Events.Should().Equal(new CartExpiryAnnounced(Day(30)));
        var announced = Cart.Evolve(cart, new CartExpiryAnnounced(Day(30)), Day(27))!;
        ExpireCart.Decide(Command, announced, Day(29)).Should().Be(Nothing, "once is enough");
        ExpireCart.Decide(Command, announced, Day(30)).Events.Should().Equal(new CartExpired());
        Command.DueAt(announced).Should().Be(Day(30));
    }

    [Fact]
    public void One_that_is_late_has_its_whole_notice() =>
        ExpireCart.Decide(Command, Given(), Day(90)).Events.Should().Equal(new CartExpiryAnnounced(Day(93)));

    [Fact]
    public void A_change_begins_anew()
    {
        var announced = Cart.Evolve(Given(), new CartExpiryAnnounced(Day(30)), Day(27))!;
        var changed = Cart.Evolve(announced, new CartLinesAdded([Line()]), Day(28))!;
        ExpireCart.Decide(Command, changed, Day(30)).Should().Be(Nothing);
        Command.DueAt(changed).Should().Be(Day(55));
    }

    [Fact]
    public void What_is_over_stays_so()
    {
        var expired = Given(new CartLinesAdded([Line()]), new CartExpired());
        ExpireCart.Decide(Command, expired, Day(99)).Should().Be(Nothing);
        ExpireCart.Decide(Command, Given(new CartSubmitted(RequestId)), Day(99)).Should().Be(Nothing);
        Command.DueAt(expired).Should().BeNull();
        AddCartLines.Decide(new([Line(2)]), expired, Requester, Facts).Refusal.Should().Be(CartRules.AlreadyExpired);
        SubmitCart.Hindrance(expired, Requester).Should().Be(CartRules.AlreadyExpired);
    }

    private static DateTimeOffset Day(int number) => Now.AddDays(number);
}
