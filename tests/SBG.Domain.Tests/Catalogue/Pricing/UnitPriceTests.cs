using System.Collections.Immutable;
using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Catalogue.Pricing;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Tests.Requests;
using Xunit;

namespace SBG.Domain.Tests.Catalogue.Pricing;

public sealed class UnitPriceTests
{
    private static readonly OrderForm Form = new(
        """{"type":"object","properties":{"ecran":{"enum":["14","24"]},"disques":{"type":"integer"},"accessoires":{"type":"array","items":{"enum":["souris","casque"]}},"garantie":{"type":"boolean"},"motif":{"type":"string"}}}""");

    private static readonly OfferTerms Terms = Offers.Terms with
    {
        Options = [],
        Form = Form,
        OneOffPrice = new(150m),
        PaidOptions =
        [
            new("ecran", "24", new(80m), Money.Zero), new("disques", null, Money.Zero, new(3.25m)), new("accessoires", "casque", new(45.5m), new(1m)), new("garantie", "true", Money.Zero, new(2m)),
        ],
    };

    [Fact]
    public void An_answer_costs_what_the_version_says_each_of_a_number_and_each_of_several()
    {
        Price().Should().Be(new UnitPrice(new(150m), new(12.50m)));
        Price(("ecran", "24"), ("garantie", new OptionValue.Flag(true))).Should().Be(new UnitPrice(new(230m), new(14.50m)));
        Price(("ecran", "14"), ("garantie", new OptionValue.Flag(false)), ("disques", new OptionValue.Number(4m))).Should().Be(new UnitPrice(new(150m), new(25.50m)));
        Price(("accessoires", new OptionValue.Several(["souris", "casque"]))).Should().Be(new UnitPrice(new(195.5m), new(13.50m)));
        Price(("disques", new OptionValue.Number(-4m))).Should().Be(new UnitPrice(new(150m), new(12.50m)), "no answer lowers a price");
    }

    [Fact]
    public void Several_units_cost_what_the_charge_of_the_pinned_version_says_and_their_answers_each()
    {
        var tiers = new Charge("seats", Charge.SeatMonths, new VolumeCharge([new(2m, 10m, Money.Zero), new(null, 8m, Money.Zero)]));
        var offer = Offers.Given(new OfferPublished(Offers.Id, 1, Terms, new(10m), 3, tiers));
        var version = offer.Version(1)!;
        var answers = ImmutableSortedDictionary<string, OptionValue>.Empty.Add("garantie", new OptionValue.Flag(true));
        UnitPrice.MonthlyOf(version, answers, 1).Should().Be(new Money(12m));
        UnitPrice.MonthlyOf(version, answers, 5).Should().Be(new Money(50m), "five at 8 dollars, and five times the warranty");
        UnitPrice.MonthlyOf(Offers.Given(new OfferPublished(Offers.Id, 1, Terms, new(10m), 3)).Version(1)!, answers, 5).Should().Be(new Money(60m));

        var line = new RequestLine(Orders.Named(1), Offers.Id, 1, Orders.Beneficiary, answers, 5, Money.Zero).At(version);
        (line.MonthlyPrice, line.MonthlyAmount, line.Monthly()).Should().Be((new Money(12m), new Money(50m), new Money(50m)));
        (line with { Quantity = 1 }).At(version).MonthlyAmount.Should().BeNull("it is the price of one");
        RequestContent.Hash([line]).Should().NotBe(RequestContent.Hash([line with { MonthlyAmount = new Money(49m) }]));
        ContentDifference.Between(line, line with { MonthlyAmount = null }).Should().ContainSingle().Which.Member.Should().Be("monthlyAmount");
    }

    [Fact]
    public void A_cart_is_told_when_only_several_units_cost_something_else_by_now()
    {
        var tiers = new Charge("seats", Charge.SeatMonths, new VolumeCharge([new(2m, 12.50m, Money.Zero), new(null, 11m, Money.Zero)]));
        var offer = Offers.Given(Offers.Published(), new OfferPublished(Offers.Id, 2, Offers.Terms, new(12.50m), 3, tiers));
        SubmitCheck.Of(Orders.Given(new CartLinesAdded([Orders.Line(1, 2)])), Orders.FactsOf(offer), []).Should().BeEmpty();
        var told = SubmitCheck.Of(Orders.Given(new CartLinesAdded([Orders.Line(1, 4)])), Orders.FactsOf(offer), []).Single().Reason;
        (told.Code, told.Arguments["before"], told.Arguments["now"]).Should().Be(("requests/price-changed", "50.00", "44.00"));
    }

    [Theory]
    [InlineData("catalogue/paid-option-unreachable", "ecran", "30", "1")]
    [InlineData("catalogue/paid-option-unreachable", "ecran", null, "1")]
    [InlineData("catalogue/paid-option-unreachable", "motif", "urgent", "1")]
    [InlineData("catalogue/paid-option-unreachable", "autre", "x", "1")]
    [InlineData("catalogue/not-a-price", "ecran", "14", "0")]
    [InlineData("catalogue/not-a-price", "ecran", "14", "0.005")]
    [InlineData("catalogue/not-a-price", "ecran", "14", "-1")]
    [InlineData("catalogue/paid-twice", "ecran", "24", "1")]
    public void A_price_is_of_an_answer_that_can_be_read(string code, string option, string? choice, string dollars)
    {
        var terms = Terms with { PaidOptions = Terms.PaidOptions!.Value.Add(new(option, choice, Money.Zero, new(decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture)))) };
        OfferRules.Hindrance(terms)!.Code.Should().Be(code);
        OfferRules.Hindrance(Terms).Should().BeNull();
        OfferRules.Hindrance(Terms with { OneOffPrice = new(-1m) })!.Code.Should().Be("catalogue/not-a-price");
        OfferRules.Hindrance(Terms with { Sensitivity = new(1, 4, 5) })!.Code.Should().Be("catalogue/sensitivity-out-of-range");
        OfferRules.Hindrance(Terms with { Sensitivity = new(1, 4, 2) }).Should().BeNull();
    }

    [Fact]
    public void A_price_is_the_sum_of_its_parts_whatever_is_answered() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 50], Gen.Bool, Gen.Bool, (large, disks, headset, warranty) => (large, disks, headset, warranty)).Sample(chosen =>
        {
            var price = Price(
                ("ecran", chosen.large ? "24" : "14"), ("disques", new OptionValue.Number(chosen.disks)), ("garantie", new OptionValue.Flag(chosen.warranty)),
                ("accessoires", new OptionValue.Several(chosen.headset ? ["casque"] : [])));
            return price.OneOff.Amount == 150m + (chosen.large ? 80m : 0m) + (chosen.headset ? 45.5m : 0m)
                && price.Monthly.Amount == 12.5m + (chosen.disks * 3.25m) + (chosen.headset ? 1m : 0m) + (chosen.warranty ? 2m : 0m);
        });

    [Fact]
    public void A_request_costs_its_paid_options_times_its_quantities_and_another_answer_another_price()
    {
        var facts = Orders.FactsOf(Offers.Given(Offers.Published(terms: Terms)));
        var line = Orders.Line(1, 3) with { Options = Answers(("ecran", "24"), ("disques", new OptionValue.Number(2m))) };
        facts = facts with { UnfitAnswers = new Dictionary<Guid, ImmutableArray<string>> { [line.LineId] = [] } };
        var cart = Orders.Given(new CartLinesAdded([line]));
        var command = new SubmitCart(Orders.RequestId, "DS-2026-000123", Orders.Requester.Subject, []);
        SubmitCart.Decide(command, cart, Orders.Requester, facts).Refusal.Should().BeNull();
        var request = ServiceRequest.Evolve(null, SubmitCart.Tell(command, cart, facts).Events.Single(), Orders.Now)!;
        (request.MonthlyTotal(), request.OneOffTotal()).Should().Be((new Money(57m), new Money(690m)));

        var dearer = Terms with { PaidOptions = [new("ecran", "24", new(90m), Money.Zero)] };
        var changed = facts with { Offers = new Dictionary<Guid, Offer> { [Offers.Id] = Offers.Given(Offers.Published(terms: Terms), Offers.Published(2, dearer)) } };
        var told = SubmitCheck.Of(cart, changed, []).Single().Reason;
        (told.Code, told.Arguments["onceBefore"], told.Arguments["onceNow"], told.Arguments["before"], told.Arguments["now"]).Should().Be(("requests/price-changed", "230.00", "240.00", "19.00", "12.50"));
        FollowOrder.Decide(new(line.LineId, 3, Answers(("ecran", "14")), facts.Offers[Offers.Id].Versions[0]), request with { Status = RequestStatus.InProgress }).Events.Single()
            .Should().BeOfType<RequestLineChanged>().Which.Line.Should().Match<RequestLine>(now => now.OneOffPrice == new Money(150m) && now.MonthlyPrice == new Money(12.5m));
    }

    [Fact]
    public void A_line_without_an_answer_to_its_form_is_decided_by_nobody() =>
        FluentActions.Invoking(() => CartRules.Hindrance(Orders.Line(), Orders.FactsOf(Offers.Given(Offers.Published(terms: Terms))))).Should().Throw<KeyNotFoundException>();

    private static ImmutableSortedDictionary<string, OptionValue> Answers(params (string Key, OptionValue Value)[] answers) =>
        answers.ToImmutableSortedDictionary(answer => answer.Key, answer => answer.Value, StringComparer.Ordinal);

    private static UnitPrice Price(params (string Key, OptionValue Value)[] answers) =>
        UnitPrice.Of(new(1, Terms, new(12.50m), 1, Offers.Now), Answers(answers));
}
