using System.Collections.Immutable;
using static SBG.Domain.Billing.Charges.RatingRule;

namespace SBG.Domain.Billing.Charges;

/// <summary>The models' own arithmetic: from units to an amount that is not rounded yet.</summary>
internal static class ModelRating
{
    /// <summary>The amount of a quantity by the charge's model.</summary>
    /// <param name="charge">What is charged.</param>
    /// <param name="quantity">Without free units.</param>
    /// <param name="share">How much of the period is charged.</param>
    /// <param name="worked">Where the steps are noted.</param>
    public static decimal Amount(Charge charge, Quantity quantity, Share share, Working worked) => charge.Model switch
    {
        FlatCharge flat => ForTime(flat.Amount.Amount, share.Ticks, share, worked),
        RecurringCharge recurring => ForTime(recurring.Amount.Amount, share.HeldTicks ?? share.Ticks, share, worked),
        OneOffCharge once => worked.Do(CountAtPrice, ("count", quantity.Units / quantity.Per), ("price", once.Amount.Amount)),
        PerUnitCharge each => AtPrice(quantity.Units, quantity.Per, each.UnitPrice, 0m, worked),
        GraduatedCharge graduated => Graduated(graduated.Tiers, quantity, charge.FirstTierFeeAtZero, worked),
        VolumeCharge volume => Volume(volume.Tiers, quantity, charge.FirstTierFeeAtZero, worked),
        PackageCharge package => worked.Do(
            CountAtPrice,
            ("count", worked.Do(Packages, ("units", quantity.Units), ("size", package.Size), ("per", quantity.Per))),
            ("price", package.Price.Amount)),
        PercentageCharge percentage => OfAmount(percentage, quantity, worked),
        AllowanceCharge allowance => Allowance(allowance, quantity, share, worked),
        _ => throw new ArgumentOutOfRangeException(nameof(charge), charge.Model, "Not a model."),
    };

    private static decimal Graduated(ImmutableArray<Tier> tiers, Quantity quantity, bool feeAtZero, Working worked)
    {
        var parts = new List<decimal>();
        var begin = 0m;
        foreach (var tier in tiers)
        {
            var end = tier.UpTo is { } upTo ? upTo * quantity.Per : quantity.Units;
            var within = Math.Min(quantity.Units, end) - begin;
            if (within <= 0m)
            {
                break;
            }

            parts.Add(AtPrice(within, quantity.Per, tier.UnitPrice, tier.Fee.Amount, worked));
            begin = end;
        }

        return parts.Count == 0 ? Nothing(tiers[0], feeAtZero, worked) : worked.Sum(parts);
    }

    private static decimal Volume(ImmutableArray<Tier> tiers, Quantity quantity, bool feeAtZero, Working worked)
    {
        if (quantity.Units == 0m)
        {
            return Nothing(tiers[0], feeAtZero, worked);
        }

        var reached = tiers.First(tier => tier.UpTo is not { } upTo || quantity.Units <= upTo * quantity.Per);
        return AtPrice(quantity.Units, quantity.Per, reached.UnitPrice, reached.Fee.Amount, worked);
    }

    private static decimal OfAmount(PercentageCharge percentage, Quantity quantity, Working worked)
    {
        var parts = new List<decimal> { worked.Do(Percentage, ("units", quantity.Units), ("percent", percentage.Percent), ("per", quantity.Per)) };
        if (percentage.PerTransaction.Amount != 0m)
        {
            parts.Add(worked.Do(CountAtPrice, ("count", quantity.Transactions), ("price", percentage.PerTransaction.Amount)));
        }

        return worked.Sum(parts);
    }

    private static decimal Allowance(AllowanceCharge allowance, Quantity quantity, Share share, Working worked)
    {
        var parts = new List<decimal> { ForTime(allowance.Fee.Amount, share.HeldTicks ?? share.Ticks, share, worked) };
        var beyond = worked.Do(FreeUnits, ("units", quantity.Units), ("free", allowance.Included), ("per", quantity.Per));
        if (beyond > 0m)
        {
            parts.Add(AtPrice(beyond, quantity.Per, allowance.OveragePrice, 0m, worked));
        }

        return worked.Sum(parts);
    }

    private static decimal Nothing(Tier first, bool feeAtZero, Working worked) => worked.Do(Fee, ("fee", feeAtZero ? first.Fee.Amount : 0m));

    private static decimal ForTime(decimal fee, long ticks, Share share, Working worked) =>
        worked.Do(FeeForTime, ("fee", fee), ("ticks", ticks), ("periodTicks", share.PeriodTicks));

    private static decimal AtPrice(decimal units, decimal per, decimal unitPrice, decimal fee, Working worked) =>
        worked.Do(UnitsAtPrice, ("units", units), ("unitPrice", unitPrice), ("per", per), ("fee", fee));
}
