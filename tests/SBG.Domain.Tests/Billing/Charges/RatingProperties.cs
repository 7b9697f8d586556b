using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Charges.Charging;

namespace SBG.Domain.Tests.Billing.Charges;

/// <summary>What holds of every charge, whatever its model.</summary>
public sealed class RatingProperties
{
    private static readonly Gen<(decimal Units, long Transactions)[]> Told = Gen.Select(Units, Gen.Long[1, 9]).Array[0, 8];

    [Fact]
    public void Runs_add_up_to_the_cumulative_amount_in_any_order_and_split() =>
        Gen.Select(Any, Told, Shares, Reduced, Gen.Int).Sample((charge, told, share, reduction, seed) =>
        {
            var whole = ChargeRating.Rate(charge, Of(told), share, reduction, last: true);
            Booked(told).Should().Be(whole.Amount);
            var shuffled = told.ToArray();
            new Random(seed).Shuffle(shuffled);
            Booked(shuffled).Should().Be(whole.Amount);

            Money Booked((decimal Units, long Transactions)[] order)
            {
                // Every usage in a run of its own, then the last run, then one that has nothing left to say.
                var booked = Money.Zero;
                for (var n = 0; n <= order.Length + 1; n++)
                {
                    booked += ChargeRating.Next(
                        ChargeRating.Rate(charge, Of(order.Take(n)), share, reduction, last: n >= order.Length), booked).Amount;
                }

                return booked;
            }
        });

    [Fact]
    public void Every_amount_is_the_outcome_of_its_steps() =>
        Gen.Select(Any, Told, Shares, Reduced, Gen.Bool).Sample((charge, told, share, reduction, last) =>
        {
            var rated = ChargeRating.Rate(charge, Of(told), share, reduction, last);
            rated.Steps.Should().OnlyContain(step => step.AddsUp);
            rated.Steps[^1].Outcome.Should().Be(rated.Amount.Amount);
            rated.Amount.Should().Be(rated.Amount.ToCent()).And.BeGreaterThanOrEqualTo(Money.Zero);
            ExplainedByHand.Amount(charge, Of(told), share, reduction, last).Should().Be(rated.Amount.Amount);
            if (reduction.Cap is { } cap)
            {
                rated.Amount.Should().BeLessThanOrEqualTo(cap);
            }
        });

    [Fact]
    public void More_of_a_graduated_charge_never_costs_less() =>
        Gen.Select(Tiers, Units, Units).Sample((tiers, some, more) =>
            Plain(new GraduatedCharge(tiers), some) <= Plain(new GraduatedCharge(tiers), some + more));

    [Fact]
    public void More_of_a_volume_charge_can_cost_less()
    {
        var fonts = new VolumeCharge([new(5, 5m, default), new(null, 4m, default)]);
        Plain(fonts, 6m).Should().BeLessThan(Plain(fonts, 5m));
    }

    [Fact]
    public void At_a_tiers_end_nothing_jumps_but_the_next_tiers_fee() =>
        Gen.Select(Tiers, Gen.Int[0, 4]).Sample((tiers, n) =>
        {
            if (n >= tiers.Length - 1)
            {
                return;
            }

            var end = tiers[n].UpTo!.Value;
            var (at, beyond) = (Exact(end), Exact(end + 0.000001m));
            (beyond - at).Should().Be((0.000001m * tiers[n + 1].UnitPrice) + tiers[n + 1].Fee.Amount);

            decimal Exact(decimal units) => ChargeRating.Rate(new("it", "units", new GraduatedCharge(tiers)), new(units), Share.Whole, Reduction.None, last: true)
                .Steps[^2].Outcome;
        });

    private static Money Plain(ChargeModel model, decimal units) =>
        ChargeRating.Rate(new("it", "units", model), new(units), Share.Whole, Reduction.None, last: true).Amount;

    private static Quantity Of(IEnumerable<(decimal Units, long Transactions)> told) =>
        told.Aggregate(Quantity.None, (sum, one) => sum with { Units = sum.Units + one.Units, Transactions = sum.Transactions + one.Transactions });
}
