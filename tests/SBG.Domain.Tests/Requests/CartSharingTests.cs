using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class CartSharingTests
{
    private static readonly Decision<Cart> Nothing = Decision.Nothing;
    private static readonly Actor Colleague = new("omar", "cegep-fjord", [Role.Requester]);
    private static readonly CartLinesAdded Two = new([Line(1), Line(2)]);

    [Fact]
    public void The_owner_opens_a_cart_to_named_colleagues_or_to_all()
    {
        ShareCart.Decide(new(["omar", "ana", "omar"], CartRight.Change), Given(), Requester).Events
            .Should().Equal(new CartShared("omar", CartRight.Change), new CartShared("ana", CartRight.Change));
        ShareCart.Decide(new([], CartRight.Read), Given(), Requester).Events.Should().Equal(new CartShared(null, CartRight.Read));
        ShareCart.Decide(new(["omar"], CartRight.Read), Given(), Colleague).Refusal.Should().Be(CartRules.NotOwner);
        ShareCart.Decide(new([.. Enumerable.Range(0, 101).Select(number => $"s{number}")], CartRight.Read), Given(), Requester).Refusal!.Code.Should().Be("requests/too-many-shares");
        ShareCart.Decide(new(["omar", Requester.Subject], CartRight.Read), Given(new CartShared("omar", CartRight.Read)), Requester).Should().Be(Nothing);
        ShareCart.Decide(new([], CartRight.Read), Given(new CartShared(null, CartRight.Read)), Requester).Should().Be(Nothing);
    }

    [Fact]
    public void The_owner_closes_it_again()
    {
        var shared = Given(new CartShared("omar", CartRight.Change), new CartShared(null, CartRight.Read));
        UnshareCart.Decide(new(["omar", "ana"]), shared, Requester).Events.Should().Equal(new CartUnshared("omar"));
        UnshareCart.Decide(new([]), shared, Requester).Events.Should().Equal(new CartUnshared(null));
        UnshareCart.Decide(new(["omar"]), shared, Colleague).Refusal.Should().Be(CartRules.NotOwner);
        UnshareCart.Decide(new([]), Given(), Requester).Should().Be(Nothing);
        UnshareCart.Decide(new(["omar"]), Given(), Requester).Should().Be(Nothing);
        Given(new CartShared("omar", CartRight.Change), new CartUnshared("omar")).RightOf("omar").Should().BeNull();
        Given(new CartShared(null, CartRight.Change), new CartUnshared(null)).RightOf("omar").Should().BeNull();
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, CartRight.Read, CartRight.Read)]
    [InlineData(CartRight.Change, null, CartRight.Change)]
    [InlineData(CartRight.Change, CartRight.Read, CartRight.Change)]
    [InlineData(CartRight.Read, CartRight.Change, CartRight.Change)]
    public void Who_is_named_has_at_least_what_everyone_has(CartRight? named, CartRight? everyone, CartRight? right)
    {
        var cart = Given();
        cart = named is { } one ? Cart.Evolve(cart, new CartShared("omar", one), Now)! : cart;
        cart = everyone is { } all ? Cart.Evolve(cart, new CartShared(null, all), Now)! : cart;
        cart.RightOf("omar").Should().Be(right);
        cart.RightOf(Requester.Subject).Should().Be(CartRight.Change);
    }

    [Fact]
    public void Who_may_change_is_a_right_and_only_the_owner_submits()
    {
        var (read, change) = (Given(Two, new CartShared("omar", CartRight.Read)), Given(Two, new CartShared("omar", CartRight.Change)));
        AddCartLines.Decide(new([Line(3)]), read, Colleague, Facts).Refusal.Should().Be(CartRules.ReadOnly);
        RemoveCartLine.Decide(new(Named(1)), read, Colleague).Refusal.Should().Be(CartRules.ReadOnly);
        ChangeCartLine.Decide(new(Named(1), Beneficiary, Line().Options, 9), read, Colleague, Facts).Refusal.Should().Be(CartRules.ReadOnly);
        AddCartLines.Decide(new([Line(3)]), change, Colleague, Facts).Events.Should().ContainSingle();
        SubmitCart.Hindrance(change, Colleague).Should().Be(CartRules.NotOwner);
        SubmitCart.Hindrance(change, Requester).Should().BeNull();
    }

    [Fact]
    public void A_line_is_as_it_was_seen_whatever_happens_to_the_others()
    {
        var cart = Given(Two); // version 2
        var after = Cart.Evolve(cart, new CartLineChanged(Line(1, 5)), Now)!;
        after.Version.Should().Be(3);
        after.IsLineAsAt(Named(1), 2).Should().BeFalse();
        after.IsLineAsAt(Named(1), 3).Should().BeTrue();
        after.IsLineAsAt(Named(2), 2).Should().BeTrue();
        Cart.Evolve(after, new CartLineRemoved(Named(1)), Now)!.Written.Keys.Should().Equal(Named(2));
    }
}
