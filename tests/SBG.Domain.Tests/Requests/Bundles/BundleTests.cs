using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Ordering;
using SBG.Domain.Requests;
using SBG.Domain.Requests.Bundles;
using SBG.Domain.Tests.Catalogue;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests.Bundles;

public sealed class BundleTests
{
    private static readonly Guid Screen = Named(101);
    private static readonly Guid Mouse = Named(102);
    private static readonly OfferTerms Workstation = Offers.Terms with { Name = "Poste complet", Options = [], Plan = [], Parts = [new(Screen, 1, 1, 2), new(Mouse, 0, 1, 3)] };
    private static readonly OrderFacts Known = With(Workstation);
    private static readonly ApprovalFacts Voters = new("cegep-fjord", [], null, new Dictionary<Guid, SBG.Domain.Clients.Person>());

    [Fact]
    public void Its_parts_are_as_named_or_by_default_at_their_current_versions()
    {
        Parts().Should().Equal(Part(Screen, 1), Part(Mouse, 1));
        Parts((Screen, 2, null), (Mouse, 0, null)).Should().Equal(Part(Screen, 2));
        Parts((Mouse, null, "noir")).Should().Equal(Part(Screen, 1), Part(Mouse, 1, "noir"));
        Parts((Offers.Id, 1, null))[^1].Should().Be(Part(Offers.Id, 1) with { OfferVersion = 0 }, "what is no part is kept to be refused");
    }

    [Fact]
    public void A_line_and_its_parts_are_lines_that_are_known_again()
    {
        var flat = Bundle(3, Part(Screen, 2), Part(Mouse, 1)).Flat().ToArray();
        flat.Select(line => (line.OfferId, line.Quantity, line.BeneficiaryId)).Should().Equal((Offers.Id, 3, Beneficiary), (Screen, 6, Beneficiary), (Mouse, 3, Beneficiary));
        flat[1].LineId.Should().Be(Bundle(1).LineOfPart(Screen)).And.NotBe(flat[2].LineId);
        Line().Flat().Should().Equal(Line());
    }

    [Fact]
    public void It_holds_no_fewer_and_no_more_of_a_part_than_its_offer_says()
    {
        Refusal(Bundle(1, Part(Screen, 1))).Should().BeNull("the mouse can be left out");
        Refusal(Bundle(1, Part(Mouse, 1))).Should().Be("requests/part-out-of-range");
        Refusal(Bundle(1, Part(Screen, 3))).Should().Be("requests/part-out-of-range");
        Refusal(Bundle(1, Part(Screen, 1), Part(Offers.Id, 1))).Should().Be("requests/unknown-part");
        Refusal(Bundle(600, Part(Screen, 2))).Should().Be("requests/quantity-out-of-range", "a part is a line of the request");
        Refusal(Line() with { Parts = [Part(Screen, 1)] }, FactsOf(Offers.Given(Offers.Published()))).Should().Be("requests/unknown-part");
    }

    [Fact]
    public void Each_part_is_ordered_by_the_rules_of_its_own_offer_and_beside_the_others()
    {
        Refusal(Bundle(1, Part(Screen, 1, "rouge"))).Should().Be("catalogue/unknown-choice");
        var exclusive = With(Workstation, OrderingTerms.Open with { Excludes = [Mouse] });
        Refusal(Bundle(1, Part(Screen, 1)), exclusive).Should().BeNull();
        Refusal(Bundle(1, Part(Screen, 1), Part(Mouse, 1)), exclusive).Should().Be("catalogue/offer-excluded");
        Refusal(Bundle(1, Part(Screen, 1), Part(Mouse, 1)), With(Workstation, OrderingTerms.Open with { Requires = [Mouse, Offers.Id] })).Should().BeNull("bundle and parts come together");
        var inner = Known with { Offers = Known.Offers.Values.Select(offer => offer.Id == Screen ? OfferOf(Screen, Workstation with { Parts = [new(Mouse, 1, 1, 1)] }) : offer).ToDictionary(offer => offer.Id) };
        Refusal(Bundle(1, Part(Screen, 1)), inner).Should().Be("catalogue/bundle-in-bundle");
    }

    [Fact]
    public void A_submission_checks_every_part_and_the_request_has_a_line_for_each()
    {
        var cart = Given(new CartLinesAdded([Bundle(2, Part(Screen, 1, "noir"), Part(Mouse, 2)), Line(7) with { OfferId = Mouse, Options = Choose() }]));
        SubmitCheck.Of(cart, Known, []).Should().BeEmpty();
        var command = new SubmitCart(RequestId, "DS-2026-000123", Requester.Subject, []);
        var told = (RequestSubmitted)SubmitCart.Tell(command, cart, Known).Events.Single();
        told.Lines.Select(line => (line.OfferId, line.Quantity, line.PartOf, line.MonthlyPrice.Amount)).Should().Equal(
            (Offers.Id, 2, null, 12.50m), (Screen, 2, Named(1), 12.50m), (Mouse, 4, Named(1), 12.50m), (Mouse, 1, null, 12.50m));

        var dearer = With(Workstation, screens: 2);
        var wrong = SubmitCheck.Of(cart, dearer, []);
        wrong.Select(line => (line.Pointer, line.Reason.Code)).Should().Equal(("/lines/0/parts/0", "requests/price-changed"));
        var accepted = new AcceptedPrice(Screen, 2, new(20m));
        SubmitCheck.Of(cart, dearer, [accepted]).Should().BeEmpty();
        Cart.Evolve(cart, new CartPricesAccepted([accepted]), Now)!.Lines[0].Parts.Select(part => part.OfferVersion).Should().Equal(2, 1);
    }

    [Fact]
    public void The_fingerprint_of_what_is_approved_covers_parts_and_whose_they_are()
    {
        var asked = Request();
        var hash = RequestContent.Hash(asked.Lines);
        RequestContent.Hash([.. asked.Lines.Select(line => line with { PartOf = null })]).Should().NotBe(hash);
        RequestContent.Hash(asked.Lines.SetItem(1, asked.Lines[1] with { Quantity = 9 })).Should().NotBe(hash);
    }

    [Fact]
    public void A_bundle_that_is_chosen_anew_voids_approvals_and_names_every_part_that_differs()
    {
        var request = Request();
        var change = new ChangeRequestLine(Named(1), Beneficiary, Choose(), 3, [Part(Screen, 2, "noir")]);
        var decided = ChangeRequestLine.Decide(change, request, Requester, Known, Voters, Now);
        var changed = decided.Events.OfType<RequestLineChanged>().Single();
        changed.Parts!.Value.Select(part => (part.OfferId, part.Quantity)).Should().Equal((Screen, 6));
        decided.Events.OfType<ApprovalsVoided>().Single().Differences.Where(difference => difference.Member == "quantity")
            .Select(difference => (difference.LineId, difference.Before, difference.After))
            .Should().BeEquivalentTo([(Named(1), "2", "3"), (Bundle(1).LineOfPart(Screen), "2", "6"), (Bundle(1).LineOfPart(Mouse), "4", null)]);
        var after = ServiceRequest.Evolve(request, changed, Now)!;
        after.Lines.Select(line => line.Quantity).Should().Equal(3, 6);
        after.ContentHash.Should().Be(RequestContent.Hash(after.Lines));

        var part = change with { LineId = request.Lines[1].LineId };
        ChangeRequestLine.Decide(part, request, Requester, Known, Voters, Now).Refusal!.Code.Should().Be("requests/part-of-bundle");
        ChangeRequestLine.Decide(change with { Quantity = 2, Parts = request.Chosen(Named(1))!.Parts }, request, Requester, Known, Voters, Now).Events.Should().BeEmpty();
    }

    [Fact]
    public void It_is_delivered_once_all_of_its_parts_are()
    {
        var request = Request();
        Guid[] lines = [.. request.Lines.Select(line => line.LineId)];
        request = ServiceRequest.Evolve(request, new LineFulfilled(RequestId, lines[0], Named(201)), Now)!;
        request.StatusOf(lines[0]).Should().Be(RequestLineStatus.Pending);
        request = ServiceRequest.Evolve(request, new LineFulfilled(RequestId, lines[1], Named(202)), Now)!;
        ServiceRequest.Evolve(request, new LineFulfilled(RequestId, lines[2], Named(203)), Now)!.StatusOf(lines[0]).Should().Be(RequestLineStatus.Completed);
        ServiceRequest.Evolve(request, new LineFailed(RequestId, lines[2], Named(203), "provisioning/timed-out"), Now)!.StatusOf(lines[0]).Should().Be(RequestLineStatus.Partial);
    }

    [Theory]
    [InlineData(0, 0, 0, "catalogue/bundle-part-out-of-range")]
    [InlineData(2, 1, 3, "catalogue/bundle-part-out-of-range")]
    [InlineData(1, 3, 2, "catalogue/bundle-part-out-of-range")]
    [InlineData(0, 1, 101, "catalogue/bundle-part-out-of-range")]
    [InlineData(0, 0, 1, null)]
    [InlineData(1, 2, 3, null)]
    public void The_fewest_the_usual_and_the_most_of_a_part_go_in_that_order(int fewest, int usual, int most, string? code) =>
        OfferRules.Hindrance(Workstation with { Parts = [new(Screen, fewest, usual, most)] })?.Code.Should().Be(code);

    [Fact]
    public void A_bundle_needs_no_plan_of_its_own_and_is_no_part_of_itself()
    {
        OfferRules.Hindrance(Workstation).Should().BeNull();
        OfferRules.Hindrance(Workstation with { Parts = null })!.Code.Should().Be("catalogue/no-plan");
        OfferRules.Hindrance(Workstation with { Parts = [new(Screen, 1, 1, 1), new(Screen, 1, 1, 2)] })!.Code.Should().Be("catalogue/bundle-part-twice");
        DraftOffer.Decide(new(Screen, Workstation), null).Refusal!.Code.Should().Be("catalogue/bundle-part-twice");
        (Workstation == Workstation with { Parts = [.. Workstation.Parts!.Value] }).Should().BeTrue();
    }

    private static ServiceRequest Request()
    {
        var cart = Given(new CartLinesAdded([Bundle(2, Part(Screen, 1, "noir"), Part(Mouse, 2))]));
        var submitted = SubmitCart.Tell(new(RequestId, "DS-2026-000123", Requester.Subject, []), cart, Known).Events.Single();
        return ServiceRequest.Evolve(null, submitted, Now)!;
    }

    private static OrderFacts With(OfferTerms bundle, OrderingTerms? screen = null, int screens = 1)
    {
        var part = Offers.Terms with { Name = "Élément", Options = [Offers.Colour], Ordering = null };
        var offered = OfferOf(Screen, part with { Ordering = screen });
        offered = screens == 1 ? offered : Offer.Evolve(offered, new OfferPublished(Screen, 2, part, new(20m), 3), Now)!;
        return FactsOf(OfferOf(Offers.Id, bundle)) with
        {
            Offers = new[] { OfferOf(Offers.Id, bundle), offered, OfferOf(Mouse, part) }.ToDictionary(offer => offer.Id),
        };
    }

    private static Offer OfferOf(Guid id, OfferTerms terms) =>
        Offer.Evolve(Offer.Evolve(null, new OfferDrafted(id, terms), Now), new OfferPublished(id, 1, terms, new(12.50m), 2), Now)!;

    private static CartLine Bundle(int quantity, params CartPart[] parts) => new(Named(1), Offers.Id, 1, Beneficiary, Choose(), quantity) { Parts = [.. parts] };

    private static CartPart Part(Guid offer, int quantity, string? colour = null) => new(offer, 1, colour is null ? Choose() : Choose(("couleur", colour)), quantity);

    private static ImmutableArray<CartPart> Parts(params (Guid Offer, int? Quantity, string? Colour)[] named) => BundleChoice.Of(
        Workstation, named.ToDictionary(part => part.Offer, part => (part.Quantity, part.Colour is null ? Choose() : Choose(("couleur", part.Colour)))), _ => 1);

    private static string? Refusal(CartLine line, OrderFacts? facts = null) => CartRules.Hindrance(line, (facts ?? Known).Beside([line]))?.Code;
}
