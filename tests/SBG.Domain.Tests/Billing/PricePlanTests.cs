using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Rehearsals;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing;

public sealed class PricePlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Guid Plan = Guid.Parse("0190a000-0000-7000-8000-000000000001");

    [Fact]
    public void A_plan_is_created_with_its_first_price() =>
        CreatePricePlan.Decide(new(Plan, "Courriel (tarif fictif)", Today, new Money(12.50m)), null).Events.Should().Equal(
            new PricePlanCreated(Plan, "Courriel (tarif fictif)"),
            new PriceVersionAdded(1, Today, new(12.50m)));

    [Fact]
    public void A_plan_is_created_once() =>
        CreatePricePlan.Decide(new(Plan, "x", Today, new Money(1m)), Given((1, Today, 12m))).Events.Should().BeEmpty();

    [Theory]
    [InlineData("-0.01")]
    [InlineData("0.001")]
    [InlineData("1000000.01")]
    public void A_price_is_in_cents_and_within_bounds(string amount)
    {
        var price = new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));
        CreatePricePlan.Decide(new(Plan, "x", Today, price), null).Refusal!.Code.Should().Be("billing/not-a-price");
        AddPriceVersion.Decide(new(Today, price), Given((1, Today, 12m)), Today, null).Refusal!.Code.Should().Be("billing/not-a-price");
    }

    [Fact]
    public void A_price_is_added_for_today_or_later()
    {
        var plan = Given((1, new(2026, 1, 1), 12m));
        var tried = Tried(plan, new Money(13m));
        AddPriceVersion.Decide(new(Today, new Money(13m)), plan, Today, tried).Events.Should().Equal(new PriceVersionAdded(2, Today, new(13m), RehearsalId: tried.Id));
        AddPriceVersion.Decide(new(Today.AddDays(9), new Money(13m)), plan, Today, tried).Events.Should().Equal(new PriceVersionAdded(2, Today.AddDays(9), new(13m), RehearsalId: tried.Id));
    }

    [Fact]
    public void A_price_that_was_not_rehearsed_or_otherwise_or_on_another_plan_is_not_published()
    {
        var plan = Given((1, new(2026, 1, 1), 12m));
        AddPriceVersion.Decide(new(Today, new Money(13m)), plan, Today, null).Refusal.Should().Be(AddPriceVersion.NotRehearsed);
        Refused(Tried(plan, new Money(13.01m)));
        Refused(Tried(plan, new Money(13m)) with { PricePlanId = Guid.Empty });
        Refused(Tried(Given((1, new(2026, 1, 1), 12m), (2, Today, 12.50m)), new Money(13m)));

        void Refused(PriceRehearsal rehearsal) => AddPriceVersion.Decide(new(Today, new Money(13m)), plan, Today, rehearsal).Refusal.Should().Be(AddPriceVersion.OtherRehearsal);
    }

    [Fact]
    public void A_price_never_rewrites_the_past()
    {
        var refusal = AddPriceVersion.Decide(new(Today.AddDays(-1), new Money(13m)), Given((1, new(2026, 1, 1), 12m)), Today, null).Refusal!;
        refusal.Code.Should().Be(AddPriceVersion.InThePast.Code);
        refusal.Arguments.Should().Contain("validFrom", "2026-11-22").And.Contain("today", "2026-11-23");
    }

    [Fact]
    public void The_same_price_again_records_nothing() =>
        AddPriceVersion.Decide(new(new(2026, 1, 1), new Money(12m)), Given((1, new(2026, 1, 1), 12m)), Today, null).Should().Be((Decision<PricePlan>)Decision.Nothing);

    [Fact]
    public void The_version_in_force_is_the_one_that_began_last()
    {
        var plan = Given((1, new(2026, 1, 1), 10m), (2, new(2027, 1, 1), 30m), (3, new(2026, 6, 1), 20m));
        plan.On(new(2025, 12, 31)).Should().BeNull();
        plan.On(new(2026, 1, 1))!.Number.Should().Be(1);
        plan.On(new(2026, 5, 31))!.Number.Should().Be(1);
        plan.On(new(2026, 6, 1))!.Number.Should().Be(3);
        plan.On(new(2027, 1, 1))!.Number.Should().Be(2);
    }

    [Fact]
    public void A_price_to_come_is_corrected_by_a_later_one_of_the_same_day() =>
        Given((1, new(2026, 1, 1), 10m), (2, new(2027, 1, 1), 30m), (3, new(2027, 1, 1), 20m)).On(new(2027, 1, 1))!.Number.Should().Be(3);

    [Fact]
    public void A_plan_can_charge_seats_by_another_model_and_tells_what_one_costs()
    {
        var tiers = new Charge("seats", Charge.SeatMonths, new GraduatedCharge([new(10, 8.5m, new(4m)), new(null, 6.25m, default)]));
        CreatePricePlan.Decide(new(Plan, "x", Today, new SeatPrice(null, tiers)), null).Events[^1]
            .Should().Be(new PriceVersionAdded(1, Today, new(12.50m), tiers));
        var plan = PricePlan.Evolve(Given((1, Today, 9m)), new PriceVersionAdded(2, Today, new(12.50m), tiers), Now)!;
        AddPriceVersion.Decide(new(Today, new SeatPrice(null, tiers with { Model = new GraduatedCharge([.. ((GraduatedCharge)tiers.Model).Tiers]) })), plan, Today, null)
            .Should().Be((Decision<PricePlan>)Decision.Nothing);
        plan.On(Today)!.Rates().Should().Be(tiers);
        AddPriceVersion.Decide(new(Today, new Money(12.50m)), plan, Today, Tried(plan, new Money(12.50m))).Events.Should().ContainSingle("the same amount by another model is another price");
    }

    [Fact]
    public void Seats_have_one_price_that_their_meter_can_give()
    {
        Flaw(new(null)).Should().Be(SeatPrice.OnePrice);
        Flaw(new(new(1m), Charge.PerSeat(new(1m)))).Should().Be(SeatPrice.OnePrice);
        Flaw(new(null, new("seats", Charge.SeatMonths, new OneOffCharge(new(1m))))).Should().Be(SeatPrice.NotACharge.With("member", "model"));
        Flaw(new(null, Charge.PerSeat(new(1m)) with { Minimum = new(-1m) })).Should().Be(SeatPrice.NotACharge.With("member", "minimum"));

        static Refusal Flaw(SeatPrice price) => CreatePricePlan.Decide(new(Plan, "x", Today, price), null).Refusal!;
    }

    private static PriceRehearsal Tried(PricePlan plan, SeatPrice price) => PriceRehearsal.Evolve(
        null, (PriceRehearsed)RehearsePrice.Decide(new(Guid.Parse("0190a000-0000-7000-8000-000000000002"), price, [new(2026, 10)]), plan, new(2026, 11), []).Events.Single(), Now)!;

    internal static PricePlan Given(params (int Number, DateOnly From, decimal Price)[] versions) =>
        versions.Aggregate(
            PricePlan.Evolve(null, new PricePlanCreated(Plan, "Courriel (tarif fictif)"), Now)!,
            (plan, v) => PricePlan.Evolve(plan, new PriceVersionAdded(v.Number, v.From, new(v.Price)), Now)!);
}
