using System.Collections.Immutable;
using System.Numerics;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Charges;

/// <summary>Someone's part of an amount.</summary>
/// <param name="Key">Whose: a cost centre, a unit.</param>
/// <param name="Amount">To the cent.</param>
public readonly record struct AllocatedPart(string Key, Money Amount);

/// <summary>
/// Splits an amount to the cent by the method of largest remainders (Hamilton's): everyone gets the cents that their quota holds in full,
/// and the cents left go one each to the largest remainders; of equal remainders, the key that comes first in ordinal order wins. The parts
/// always add up to the amount, on every machine and in whatever order they are given. A negative weight (what comes back) takes a part of the
/// opposite sign.
/// </summary>
public static class Allocation
{
    /// <summary>Splits.</summary>
    /// <param name="total">In whole cents; may be negative (a credit), which is split as its opposite.</param>
    /// <param name="weights">By key. When they add up to zero, everyone's weight is the same.</param>
    /// <returns>One part per key, in ordinal order of keys; empty only without any key.</returns>
    public static ImmutableArray<AllocatedPart> Over(Money total, IReadOnlyDictionary<string, decimal> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var cents = new BigInteger(decimal.Abs(total.ToCent().Amount) * 100m);
        var sign = total.Amount < 0m ? -1 : 1;
        var scale = weights.Count == 0 ? 0 : weights.Values.Max(weight => weight.Scale);
        var whole = weights.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => (part.Key, Weight: Whole(part.Value, scale))).ToArray();
        var sum = whole.Aggregate(BigInteger.Zero, (all, part) => all + part.Weight);
        if (sum.IsZero)
        {
            whole = [.. whole.Select(part => (part.Key, BigInteger.One))];
            sum = whole.Length;
        }

        var quotas = whole.Select(part => (part.Key, Quota: Floor(cents * part.Weight * sum.Sign, BigInteger.Abs(sum)))).Select(part => (part.Key, part.Quota.Cents, part.Quota.Remainder)).ToArray();
        var left = (int)(cents - quotas.Aggregate(BigInteger.Zero, (all, quota) => all + quota.Cents));
        var lucky = quotas.OrderByDescending(quota => quota.Remainder).Take(left).Select(quota => quota.Key).ToHashSet(StringComparer.Ordinal);
        return [.. quotas.Select(quota => new AllocatedPart(quota.Key, new(sign * (decimal)(quota.Cents + (lucky.Contains(quota.Key) ? 1 : 0)) / 100m)))];
    }

    private static (BigInteger Cents, BigInteger Remainder) Floor(BigInteger dividend, BigInteger divisor)
    {
        var cents = BigInteger.DivRem(dividend, divisor, out var remainder);
        return remainder.Sign < 0 ? (cents - 1, remainder + divisor) : (cents, remainder);
    }

    // Exact: a product of cents and ticks has more digits than a decimal.
    private static BigInteger Whole(decimal weight, int scale)
    {
        var bits = decimal.GetBits(weight);
        return new BigInteger(new decimal(bits[0], bits[1], bits[2], weight < 0m, 0)) * BigInteger.Pow(10, scale - weight.Scale);
    }
}
