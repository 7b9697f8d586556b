using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Requests;
using SBG.Domain.Tests.Catalogue;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class SubmitCheckTests
{
    private static readonly OfferPublished First = Offers.Published();
    private static readonly AcceptedPrice Dearer = new(Offers.Id, 2, new(99m));

    [Fact]
    public void What_changed_is_told_line_by_line()
    {
        var cart = Given(new CartLinesAdded([Line(1), Line(2) with { BeneficiaryId = RequestId }, Line(3) with { OfferId = RequestId }]));
        SubmitCheck.Of(cart, Facts, []).Select(line => (line.Index, line.LineId, line.Reason.Code))
            .Should().Equal((1, Named(2), "requests/unknown-beneficiary"), (2, Named(3), "requests/unknown-offer"));
    }

    [Fact]
    public void A_new_price_is_accepted_as_it_is_or_told()
    {
        var cart = Given(new CartLinesAdded([Line(1), Line(2)]));
        var facts = FactsOf(Offers.Given(First, First with { Version = 2, MonthlyPrice = Dearer.MonthlyPrice }));
        SubmitCart Submit(params AcceptedPrice[] prices) => new(RequestId, "DS-2026-000123", Requester.Subject, [.. prices]);

        SubmitCheck.Of(cart, facts, []).Select(line => line.Reason.Code).Should().Equal("requests/price-changed", "requests/price-changed");
        SubmitCart.Decide(Submit(), cart, Requester, facts).Refusal.Should().Be(SubmitCart.LinesRefused.With("lines", 2));
        SubmitCart.Decide(Submit(Dearer with { MonthlyPrice = new(98m) }), cart, Requester, facts).Refusal.Should().Be(SubmitCart.LinesRefused.With("lines", 2), "it changed again");
        SubmitCart.Decide(Submit(Dearer with { OfferVersion = 3 }), cart, Requester, facts).Refusal.Should().Be(SubmitCart.LinesRefused.With("lines", 2));

        var events = SubmitCart.Decide(Submit(Dearer), cart, Requester, facts).Events;
        events[0].Should().BeOfType<CartPricesAccepted>().Which.Prices.Should().Equal(Dearer);
        var after = events.Aggregate(cart, (state, e) => Cart.Evolve(state, e, Now)!);
        after.RequestId.Should().Be(RequestId);
        SubmitCart.Tell(Submit(Dearer), after, facts).Events.Should().ContainSingle().Which.Should().BeOfType<RequestSubmitted>()
            .Which.Lines.Select(line => (line.OfferVersion, line.MonthlyPrice)).Should().Equal((2, Dearer.MonthlyPrice), (2, Dearer.MonthlyPrice));
    }

    [Fact]
    public void A_new_version_at_the_same_price_changes_nothing()
    {
        var cart = Given(new CartLinesAdded([Line(1)]));
        var facts = FactsOf(Offers.Given(First, First with { Version = 2 }));
        SubmitCart.Decide(new(RequestId, "DS-2026-000123", Requester.Subject, [Dearer]), cart, Requester, facts).Events.Should().Equal(new CartSubmitted(RequestId));
    }

    [Fact]
    public void Lines_share_the_seats_of_a_pool_in_their_order()
    {
        var pool = Named(77);
        var terms = First.Terms with { LicencePoolId = pool, Plan = [First.Terms.Plan[0] with { Connector = Connector.Licence }] };
        var cart = Given(new CartLinesAdded([Line(1, 2), Line(2, 2), Line(3, 1)]));
        var facts = FactsOf(Offers.Given(First with { Terms = terms })) with { AvailableSeats = new Dictionary<Guid, int> { [pool] = 3 } };
        SubmitCheck.Of(cart, facts, []).Select(line => (line.Index, line.Reason.Code, line.Reason.Arguments["left"])).Should().Equal((1, "requests/not-enough-seats", "1"));
        SubmitCheck.Of(cart, facts with { AvailableSeats = ImmutableDictionary<Guid, int>.Empty }, []).Should().BeEmpty("nobody asked about the pool");
    }
}
