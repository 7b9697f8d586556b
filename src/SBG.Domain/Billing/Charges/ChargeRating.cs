using System.Collections.Immutable;
using SBG.Domain.Kernel;
using static SBG.Domain.Billing.Charges.RatingRule;

namespace SBG.Domain.Billing.Charges;

/// <summary>
/// What a quantity costs. The order is fixed: free units, then the model's tiers, then the percentage of discount, then the minimum (only
/// when the period is over), then the cap, so that a cap is never exceeded; rounded once, at the end.
/// </summary>
public static class ChargeRating
{
    /// <summary>Rates the cumulative quantity of a period, or of the part of one during which a price applied.</summary>
    /// <param name="charge">What is charged.</param>
    /// <param name="quantity">All that was measured from the part's beginning.</param>
    /// <param name="share">How much of the period the part is.</param>
    /// <param name="reduction">What is agreed with the client.</param>
    /// <param name="last">Whether this is the last run of the part: only then does the minimum count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is negative.</exception>
    public static Rated Rate(Charge charge, Quantity quantity, Share share, Reduction reduction, bool last)
    {
        ArgumentNullException.ThrowIfNull(charge);
        ArgumentOutOfRangeException.ThrowIfNegative(quantity.Units);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity.Per);
        var worked = new Working();
        var left = charge.FreeUnits == 0m
            ? quantity
            : quantity with { Units = worked.Do(FreeUnits, ("units", quantity.Units), ("free", charge.FreeUnits), ("per", quantity.Per)) };
        var amount = ModelRating.Amount(charge, left, share, worked);
        if (reduction.DiscountPercent != 0m)
        {
            amount = worked.Do(Discount, ("amount", amount), ("percent", reduction.DiscountPercent));
        }

        if (last && charge.Minimum is { } minimum)
        {
            amount = worked.Do(Minimum, ("amount", amount), ("minimum", minimum.Amount), ("ticks", share.Ticks), ("periodTicks", share.PeriodTicks));
        }

        if (reduction.Cap is { } cap)
        {
            var most = reduction.CapUsed == Money.Zero ? cap.Amount : worked.Do(CapLeft, ("cap", cap.Amount), ("used", reduction.CapUsed.Amount));
            amount = worked.Do(Cap, ("amount", amount), ("cap", most));
        }

        return new(new(worked.Do(Round, ("amount", amount))), worked.Steps);
    }

    /// <summary>
    /// What a further run of the same period books: the cumulative amount less what was booked. Increments are never rated on their own,
    /// since one more unit can lower an amount, and the roundings of parts don't add up to the rounding of the whole. A negative outcome
    /// is a credit.
    /// </summary>
    /// <param name="cumulative">All of the period up to now, rated.</param>
    /// <param name="booked">What the period's earlier runs booked, without credits given for other reasons.</param>
    public static Rated Next(Rated cumulative, Money booked)
    {
        ArgumentNullException.ThrowIfNull(cumulative);
        var step = RatingStep.Of(LessBooked, new("amount", cumulative.Amount.Amount), new("booked", booked.Amount));
        return new(new(step.Outcome), cumulative.Steps.Add(step));
    }
}

/// <summary>A calculation under way: what is done is noted.</summary>
internal sealed class Working
{
    private readonly ImmutableArray<RatingStep>.Builder _steps = ImmutableArray.CreateBuilder<RatingStep>();

    /// <summary>What was done so far.</summary>
    public ImmutableArray<RatingStep> Steps => _steps.ToImmutable();

    /// <summary>Does one step.</summary>
    /// <param name="rule">What.</param>
    /// <param name="inputs">To which numbers.</param>
    public decimal Do(RatingRule rule, params ReadOnlySpan<(string Name, decimal Value)> inputs)
    {
        var named = ImmutableArray.CreateBuilder<RatingInput>(inputs.Length);
        foreach (var (name, value) in inputs)
        {
            named.Add(new(name, value));
        }

        var step = RatingStep.Of(rule, named.MoveToImmutable());
        _steps.Add(step);
        return step.Outcome;
    }

    /// <summary>Adds parts up; a single one needs no sum.</summary>
    /// <param name="parts">The parts, each the outcome of a step.</param>
    public decimal Sum(List<decimal> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var step = RatingStep.Of(RatingRule.Sum, [.. parts.Select((part, n) => new RatingInput(FormattableString.Invariant($"part{n + 1}"), part))]);
        _steps.Add(step);
        return step.Outcome;
    }
}
