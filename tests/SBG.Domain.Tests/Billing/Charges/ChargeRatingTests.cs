using FluentAssertions;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Billing.Charges.RatingRule;

namespace SBG.Domain.Tests.Billing.Charges;

public sealed class ChargeRatingTests
{
    private static readonly Charge Storage =
        new("storage", "gb", new GraduatedCharge([new(10, 2m, new(3m)), new(null, 1m, default)])) { FreeUnits = 5m, Minimum = new(20m) };

    [Fact]
    public void The_order_is_free_units_tiers_discount_minimum_cap_rounding()
    {
        var rated = Rate(Storage, 20m, new(10m, new(24m)), last: true);
        rated.Steps.Select(step => step.Rule).Should().Equal(FreeUnits, UnitsAtPrice, UnitsAtPrice, Sum, Discount, Minimum, Cap, Round);
        // 20 - 5 free = 15: 10 x 2 + 3, 5 x 1; 28 less 10 % is 25.20, more than the minimum, and the cap is 24.
        rated.Steps.Select(step => step.Outcome).Should().Equal(15m, 23m, 5m, 28m, 25.2m, 25.2m, 24m, 24m);
        rated.Amount.Should().Be(new Money(24m));
    }

    [Fact]
    public void A_minimum_counts_in_the_last_run_only_and_for_the_time_that_it_applied()
    {
        Rate(Storage, 0m, Reduction.None, last: false).Amount.Should().Be(Money.Zero);
        Rate(Storage, 0m, Reduction.None, last: true).Amount.Should().Be(new Money(20m));
        ChargeRating.Rate(Storage, Quantity.None, new(1, 3), Reduction.None, last: true).Amount.Should().Be(new Money(6.67m));
    }

    [Fact]
    public void A_cap_is_never_exceeded_not_even_by_a_minimum() =>
        Rate(Storage, 0m, new(0m, new(15m)), last: true).Amount.Should().Be(new Money(15m));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public void The_first_tiers_fee_without_use_is_the_plans_choice(bool charged, int fee)
    {
        var tiers = Storage with { FreeUnits = 0m, Minimum = null, FirstTierFeeAtZero = charged };
        Rate(tiers, 0m, Reduction.None, last: true).Amount.Should().Be(new Money(fee));
        Rate(tiers with { Model = new VolumeCharge([new(null, 1m, new(3m))]) }, 0m, Reduction.None, last: true).Amount.Should().Be(new Money(fee));
    }

    [Fact]
    public void A_tier_ends_with_its_last_unit_and_a_fraction_beyond_is_in_the_next()
    {
        var volume = new Charge("calls", "calls", new VolumeCharge([new(5, 10m, default), new(null, 1m, default)]));
        Rate(volume, 5m, Reduction.None, last: true).Amount.Should().Be(new Money(50m));
        Rate(volume, 5.5m, Reduction.None, last: true).Amount.Should().Be(new Money(5.50m));
    }

    [Fact]
    public void A_percentage_takes_its_share_and_a_fee_for_each_transaction()
    {
        var card = new Charge("cards", "amount", new PercentageCharge(2.9m, new(0.30m)));
        var rated = ChargeRating.Rate(card, new(1_234.56m, 1m, 12), Share.Whole, Reduction.None, last: true);
        rated.Steps.Select(step => step.Outcome).Should().Equal(35.80224m, 3.60m, 39.40224m, 39.40m);
    }

    [Fact]
    public void An_allowance_charges_what_is_beyond()
    {
        var pro = new Charge("pro", "tokens", new AllowanceCharge(new(200m), 100_000m, 0.001m));
        Rate(pro, 100_000m, Reduction.None, last: true).Amount.Should().Be(new Money(200m));
        Rate(pro, 150_000m, Reduction.None, last: true).Amount.Should().Be(new Money(250m));
        ChargeRating.Rate(pro, new(150_000m), new(1, 2), Reduction.None, last: true).Amount.Should().Be(new Money(150m), "the fee is prorated, the units are not");
    }

    [Fact]
    public void A_fraction_of_time_meets_a_tiers_end_exactly()
    {
        // 3 seats through a month of 721 hours, in thirds that no decimal holds.
        var seats = new Charge("seats", Charge.SeatMonths, new GraduatedCharge([new(1, 9m, default), new(null, 3m, default)]));
        ChargeRating.Rate(seats, new(3m * 721m, 721m), Share.Whole, Reduction.None, last: true).Amount.Should().Be(new Money(15m));
        ChargeRating.Rate(seats, new(721m, 3m * 721m), Share.Whole, Reduction.None, last: true).Amount.Should().Be(new Money(3m));
    }

    [Fact]
    public void A_later_run_books_the_difference_and_says_so()
    {
        var volume = new Charge("calls", "calls", new VolumeCharge([new(5, 10m, default), new(null, 1m, default)]));
        var first = Rate(volume, 5m, Reduction.None, last: false);
        var second = ChargeRating.Next(Rate(volume, 6m, Reduction.None, last: false), first.Amount);
        second.Amount.Should().Be(new Money(-44m), "one more unit lowered the bill");
        second.Steps[^1].Rule.Should().Be(LessBooked);
    }

    private static Rated Rate(Charge charge, decimal units, Reduction reduction, bool last) =>
        ChargeRating.Rate(charge, new(units), Share.Whole, reduction, last);
}
