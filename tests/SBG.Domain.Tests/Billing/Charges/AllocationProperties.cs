using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing.Charges;

public sealed class AllocationProperties
{
    private static readonly Gen<Dictionary<string, decimal>> Weights =
        Gen.Select(Gen.Int[0, 40], Gen.Decimal[0m, 1_000_000m]).Array[1, 9]
            .Select(parts => parts.DistinctBy(part => part.Item1).ToDictionary(part => $"cc-{part.Item1}", part => part.Item2));

    [Fact]
    public void Parts_add_up_to_the_total_and_none_is_a_cent_off_its_quota() =>
        Gen.Select(Gen.Long[-10_000_000, 10_000_000], Weights).Sample((cents, weights) =>
        {
            var total = new Money(cents / 100m);
            var parts = Allocation.Over(total, weights);
            parts.Aggregate(Money.Zero, (sum, part) => sum + part.Amount).Should().Be(total);
            var sum = weights.Values.Sum();
            if (sum > 0m)
            {
                parts.Should().OnlyContain(part => decimal.Abs(part.Amount.Amount - (total.Amount * weights[part.Key] / sum)) < 0.010000001m);
            }
        });

    [Fact]
    public void What_comes_back_is_a_negative_weight_and_the_parts_still_add_up() =>
        Gen.Select(Gen.Long[-10_000_000, 10_000_000], Gen.Select(Gen.Int[0, 40], Gen.Long[-100_000, 100_000]).Array[1, 9]).Sample((cents, parts) =>
        {
            var weights = parts.DistinctBy(part => part.Item1).ToDictionary(part => $"cc-{part.Item1}", part => part.Item2 / 100m);
            Allocation.Over(new(cents / 100m), weights).Sum(part => part.Amount.Amount).Should().Be(cents / 100m);
            var sum = weights.Values.Sum();
            if (sum != 0m)
            {
                Allocation.Over(new(sum), weights).Should().OnlyContain(part => part.Amount.Amount == weights[part.Key], "amounts split over themselves are themselves");
            }
        });

    [Fact]
    public void The_order_in_which_parts_are_given_changes_nothing() =>
        Gen.Select(Gen.Long[0, 1_000_000], Weights).Sample((cents, weights) =>
            Allocation.Over(new(cents / 100m), weights).SequenceEqual(
                Allocation.Over(new(cents / 100m), weights.Reverse().ToDictionary(part => part.Key, part => part.Value))));

    [Fact]
    public void Of_equal_remainders_the_first_key_wins() =>
        Allocation.Over(new(0.02m), new Dictionary<string, decimal> { ["c"] = 1m, ["b"] = 1m, ["a"] = 1m })
            .Should().Equal(new AllocatedPart("a", new(0.01m)), new AllocatedPart("b", new(0.01m)), new AllocatedPart("c", Money.Zero));

    [Fact]
    public void Without_weight_everyone_has_the_same() =>
        Allocation.Over(new(-0.03m), new Dictionary<string, decimal> { ["b"] = 0m, ["a"] = 0m })
            .Should().Equal(new AllocatedPart("a", new(-0.02m)), new AllocatedPart("b", new(-0.01m)));

    [Fact]
    public void Weights_of_many_digits_overflow_nothing() =>
        Allocation.Over(new(999_999_999.99m), new Dictionary<string, decimal> { ["a"] = 7_777_777_777_777_777_777m, ["b"] = 0.0000001m })
            .Sum(part => part.Amount.Amount).Should().Be(999_999_999.99m);
}
