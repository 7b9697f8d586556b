using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Tests.Catalogue;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class CartTests
{
    private static readonly Decision<Cart> Nothing = Decision.Nothing;
    private static readonly Cart Sent = Given(new CartLinesAdded([Line()]), new CartSubmitted(RequestId));
    private static readonly Refusal AlreadySent = CartRules.AlreadySubmitted.With("request", RequestId);

    [Fact]
    public void A_cart_is_opened_for_an_active_client_and_once()
    {
        var command = new OpenCart(CartId, "lise");
        var prospect = Client.Evolve(null, new ClientRegistered("cegep-fjord", "Cégep", "1112345678", ClientCategory.Education, "America/Toronto", "fr"), Now)!;
        var active = Client.Evolve(prospect, new ClientActivated(), Now)!;
        OpenCart.Decide(command, active, null).Events.Should().Equal(new CartOpened(CartId, "lise"));
        OpenCart.Decide(command, prospect, null).Refusal.Should().Be(OpenCart.ClientNotActive.With("client", "cegep-fjord"));
        OpenCart.Decide(command, active, Given()).Should().Be(Nothing);
    }

    [Fact]
    public void Lines_are_put_in_together_or_not_at_all()
    {
        var added = AddCartLines.Decide(new([Line(1), Line(2)]), Given(), Requester, Facts).Events.Should().ContainSingle().Which.Should().BeOfType<CartLinesAdded>().Which;
        added.Lines.Should().Equal(Line(1), Line(2));
        AddCartLines.Decide(new([Line(1), Line(2, 0)]), Given(), Requester, Facts).Refusal!.Code.Should().Be("requests/quantity-out-of-range");
        AddCartLines.Decide(new([Line()]), Sent, Requester, Facts).Refusal.Should().Be(AlreadySent);
        AddCartLines.Decide(new([]), Given(), Requester, Facts).Should().Be(Nothing);
    }

    [Fact]
    public void A_cart_has_room_for_a_thousand_lines()
    {
        var almost = Given(new CartLinesAdded([.. Enumerable.Range(1, CartRules.MostLines - 1).Select(number => Line(number))]));
        AddCartLines.Decide(new([Line(5000)]), almost, Requester, Facts).Events.Should().ContainSingle();
        AddCartLines.Decide(new([Line(5000), Line(5001)]), almost, Requester, Facts).Refusal!.Code.Should().Be("requests/cart-full");
    }

    [Fact]
    public void A_line_names_what_can_be_ordered_for_someone_who_is_there()
    {
        Check(Line()).Should().BeNull();
        Check(Line(quantity: CartRules.MostOfALine)).Should().BeNull();
        Check(Line(quantity: CartRules.MostOfALine + 1)).Should().Be("requests/quantity-out-of-range");
        Check(Line() with { OfferId = RequestId }).Should().Be("requests/unknown-offer");
        Check(Line() with { OfferVersion = 2 }).Should().Be("requests/unknown-offer");
        Check(Line() with { BeneficiaryId = RequestId }).Should().Be("requests/unknown-beneficiary");
        Check(Line() with { Options = Choose() }).Should().Be("catalogue/choice-missing");
        Check(Line(), FactsOf(Offers.Given(Offers.Published(), new OfferRetired()))).Should().Be("requests/offer-retired");
        Check(Line(), FactsOf(Offers.Given())).Should().Be("requests/unknown-offer", "a draft was never published");
        Check(Line(), FactsOf(Offers.Given(Offers.Published()), departed: true)).Should().Be("requests/beneficiary-departed");

        static string? Check(CartLine line, OrderFacts? facts = null) => CartRules.Hindrance(line, facts ?? Facts)?.Code;
    }

    [Fact]
    public void A_line_is_chosen_anew_and_keeps_its_offer()
    {
        var cart = Given(new CartLinesAdded([Line(1), Line(2)]));
        var (before, options) = (Line(1), Choose(("taille", "14")));
        ChangeCartLine.Decide(new(before.LineId, Beneficiary, options, 3), cart, Requester, Facts).Events
            .Should().Equal(new CartLineChanged(before with { Options = options, Quantity = 3 }));
        ChangeCartLine.Decide(new(before.LineId, Beneficiary, Choose(("taille", "99")), 1), cart, Requester, Facts).Refusal!.Code.Should().Be("catalogue/unknown-choice");
        ChangeCartLine.Decide(new(Named(9), Beneficiary, options, 1), cart, Requester, Facts).Refusal.Should().Be(ChangeCartLine.UnknownLine.With("line", Named(9)));
        ChangeCartLine.Decide(new(before.LineId, Beneficiary, options, 3), Sent, Requester, Facts).Refusal.Should().Be(AlreadySent);
        ChangeCartLine.Decide(new(before.LineId, Beneficiary, Choose(("taille", "16")), 1), cart, Requester, Facts).Should().Be(Nothing);
        Cart.Evolve(cart, new CartLineChanged(Line(2, 7)), Now)!.Lines.Should().Equal(Line(1), Line(2, 7));
    }

    [Fact]
    public void A_line_is_taken_out_once()
    {
        var cart = Given(new CartLinesAdded([Line(1), Line(2)]));
        RemoveCartLine.Decide(new(Named(1)), cart, Requester).Events.Should().Equal(new CartLineRemoved(Named(1)));
        RemoveCartLine.Decide(new(Named(1)), Sent, Requester).Refusal.Should().Be(AlreadySent);
        var after = Cart.Evolve(cart, new CartLineRemoved(Named(1)), Now)!;
        after.Lines.Should().Equal(Line(2));
        RemoveCartLine.Decide(new(Named(1)), after, Requester).Should().Be(Nothing);
    }

    [Fact]
    public void A_cart_becomes_one_request()
    {
        var command = new SubmitCart(RequestId, "DS-2026-000123", "lise", []);
        SubmitCart.Decide(command, Given(new CartLinesAdded([Line()])), Requester, Facts).Events.Should().Equal(new CartSubmitted(RequestId));
        SubmitCart.Decide(command, Given(), Requester, Facts).Refusal.Should().Be(SubmitCart.CartEmpty);
        SubmitCart.Decide(command, Sent, Requester, Facts).Refusal.Should().Be(AlreadySent);
        SubmitCart.Decide(command, Given(new CartLinesAdded([Line()])), Requester, FactsOf(Offers.Given(Offers.Published()), departed: true)).Refusal!.Code
            .Should().Be("requests/lines-refused", "much can have changed since the line was put in");
    }

    [Fact]
    public void The_request_pins_versions_and_prices()
    {
        var cart = Given(new CartLinesAdded([Line(2, 3), Line(1)]));
        var told = SubmitCart.Tell(new(RequestId, "DS-2026-000123", "lise", []), cart, Facts).Events.Should().ContainSingle().Which.Should().BeOfType<RequestSubmitted>().Which;
        (told.RequestId, told.Number, told.RequestedBy, told.CartId).Should().Be((RequestId, "DS-2026-000123", "lise", CartId));
        told.Lines.Select(line => (line.LineId, line.OfferVersion, line.Quantity, line.MonthlyPrice)).Should().Equal(
            (Named(2), 1, 3, new Money(12.50m)), (Named(1), 1, 1, new Money(12.50m)));
        told.ContentHash.Should().Be(RequestContent.Hash(told.Lines));
    }
}
