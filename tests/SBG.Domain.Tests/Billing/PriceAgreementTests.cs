using CsCheck;
using FluentAssertions;
using NodaTime;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Billing.SeatChangeKind;

namespace SBG.Domain.Tests.Billing;

public sealed class PriceAgreementTests
{
    private static readonly DateTimeZone Toronto = DateTimeZoneProviders.Tzdb["America/Toronto"];
    private static readonly DateTimeOffset Later = new(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BillingMonth November = new(2026, 11);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Guid Id = PriceAgreement.StreamOf("cegep-fjord");
    private static readonly Guid Plan = Seats.Plans[0];
    private static readonly HashSet<Guid> Plans = [Plan];

    [Fact]
    public void Prices_are_agreed_from_this_month_on()
    {
        var price = new AgreedPrice(Plan, 10m, new(500m));
        Decide(null, new(2026, 11, 1), price).Events.Should().ContainSingle().Which.Should().BeOfType<PricesAgreed>()
            .Which.Should().BeEquivalentTo(new PricesAgreed(Id, 1, new(2026, 11, 1), [price]));
        ((PricesAgreed)Decide(Given(new(2026, 11, 1), price), Today, price).Events.Single()).Number.Should().Be(2);
    }

    [Fact]
    public void The_same_again_records_nothing()
    {
        var price = new AgreedPrice(Plan, 10m, null);
        Decide(Given(new(2025, 1, 1), price), new(2025, 1, 1), price with { }).Should().Be((Decision<PriceAgreement>)Decision.Nothing);
    }

    [Fact]
    public void Months_that_may_be_charged_are_not_agreed_on_anew() =>
        Decide(null, new(2026, 10, 31), new AgreedPrice(Plan, 10m, null)).Refusal!.Code.Should().Be(AgreePrices.BeforeThisMonth.Code);

    [Fact]
    public void What_is_agreed_makes_sense()
    {
        var refused = AgreePrices.NotAnAgreement.With("plan", Plan);
        Decide(null, Today, new AgreedPrice(Plan, 100.1m, null)).Refusal.Should().Be(refused);
        Decide(null, Today, new AgreedPrice(Plan, 0m, new(-1m))).Refusal.Should().Be(refused);
        Decide(null, Today, new(Plan, 1m, null), new(Plan, 2m, null)).Refusal.Should().Be(refused);
        Decide(null, Today, new AgreedPrice(Id, 1m, null)).Refusal.Should().Be(AgreePrices.UnknownPlan.With("plan", Id));
    }

    [Fact]
    public void A_discount_begins_at_local_midnight_and_its_line_names_the_version()
    {
        var preview = Preview(Given(new(2026, 11, 16), new AgreedPrice(Plan, 50m, null)), Seat(1));
        preview.Lines.Select(line => line.Agreement?.Number).Should().Equal(null, 1);
        // 721 hours at 721 dollars: 361 hours in full, 360 at half.
        preview.Lines.Select(line => line.Amount.Amount).Should().Equal(361m, 180m);
    }

    [Fact]
    public void An_agreement_about_other_plans_cuts_no_line() =>
        Preview(Given(new(2026, 11, 16), new AgreedPrice(Id, 50m, null)), Seat(1)).Lines.Should().ContainSingle().Which.Agreement.Should().BeNull();

    [Fact]
    public void A_cap_is_one_for_all_pools_and_slices_of_the_plan()
    {
        var agreement = Given(new(2026, 11, 1), new AgreedPrice(Plan, 0m, new(1_000m)));
        var preview = Preview(agreement, Seat(1), Seat(2) with { PoolId = Seats.Pools[1] }, Seat(3) with { PoolId = Seats.Pools[1] });
        preview.Lines.Select(line => line.Amount.Amount).Should().Equal(721m, 279m);
        preview.Lines[1].Rated!.Steps.Select(step => step.Rule).Should().Contain(RatingRule.CapLeft);
        var changed = PriceAgreement.Evolve(agreement, new PricesAgreed(Id, 2, new(2026, 11, 16), [new(Plan, 0m, new(100m))]), Later);
        Preview(changed, Seat(1)).Lines.Select(line => line.Amount.Amount).Should().Equal([361m, 0m], "what is charged already is over the lower cap");
    }

    [Fact]
    public void No_agreement_ever_makes_a_month_dearer_than_its_cap_or_its_price() =>
        Gen.Select(Seats.Several, Seats.Zone, Gen.Int[0, 100], Gen.Int[0, 50_000], Gen.Int[1, 28]).Sample((seats, zone, percent, cents, day) =>
        {
            var plans = Seats.Plans.ToDictionary(id => id, id => PricePlanTests.Given((1, new(2026, 1, 1), 300m)) with { Id = id });
            var agreement = Given(new(2026, 11, 1), [.. Seats.Plans.Select(id => new AgreedPrice(id, percent, new(cents / 100m)))]);
            agreement = PriceAgreement.Evolve(agreement, new PricesAgreed(Id, 2, new(2026, 11, day), [.. Seats.Plans.Select(id => new AgreedPrice(id, 0m, new(cents / 100m)))]), Later)!;
            var agreed = InvoicePreview.Of(November, zone, Later, seats, plans, TaxTreatment.Taxable, agreement);
            var plain = InvoicePreview.Of(November, zone, Later, seats, plans, TaxTreatment.Taxable);
            agreed.Lines.GroupBy(line => line.PricePlanId).All(plan => plan.Sum(line => line.Amount.Amount) <= cents / 100m).Should().BeTrue();
            agreed.Lines.All(line => line.Rated!.Steps.All(step => step.AddsUp)).Should().BeTrue();
            agreed.Base.Amount.Should().BeLessThanOrEqualTo(plain.Base.Amount + (0.01m * agreed.Lines.Length), "each line is rounded once more");
        });

    private static SeatHistory Seat(int n) =>
        Seats.Of(Guid.Parse($"0190a000-0000-7000-8000-{n:x12}"), [new(Assigned, LocalDay.Start(new(2026, 11, 1), Toronto))]);

    private static InvoicePreview Preview(PriceAgreement? agreement, params SeatHistory[] seats) => InvoicePreview.Of(
        November, Toronto, Later, seats, new Dictionary<Guid, PricePlan> { [Plan] = PricePlanTests.Given((1, new(2026, 1, 1), 721m)) with { Id = Plan } }, TaxTreatment.Taxable, agreement);

    private static PriceAgreement Given(DateOnly from, params AgreedPrice[] prices) =>
        PriceAgreement.Evolve(null, new PricesAgreed(Id, 1, from, [.. prices]), Later)!;

    private static Decision<PriceAgreement> Decide(PriceAgreement? agreement, DateOnly from, params AgreedPrice[] prices) =>
        AgreePrices.Decide(new(Id, from, [.. prices]), agreement, Plans, Today);
}
