using SBG.Domain.Billing.Charges;

namespace SBG.Domain.Tests.Billing.Charges;

/// <summary>The same arithmetic written a second time, unit by unit where the product goes tier by tier: what both say is likely right.</summary>
internal static class ExplainedByHand
{
    public static decimal Amount(Charge charge, Quantity quantity, Share share, Reduction reduction, bool last)
    {
        var units = Math.Max(0m, (quantity.Units / quantity.Per) - charge.FreeUnits);
        var time = (decimal amount) => amount * share.Ticks / share.PeriodTicks;
        var held = (decimal amount) => amount * (share.HeldTicks ?? share.Ticks) / share.PeriodTicks;
        var amount = charge.Model switch
        {
            FlatCharge m => time(m.Amount.Amount),
            RecurringCharge m => held(m.Amount.Amount),
            OneOffCharge m => m.Amount.Amount * units,
            PerUnitCharge m => m.UnitPrice * units,
            GraduatedCharge m when units == 0m => charge.FirstTierFeeAtZero ? m.Tiers[0].Fee.Amount : 0m,
            GraduatedCharge m => m.Tiers.Select((tier, n) => (tier, begin: n == 0 ? 0m : m.Tiers[n - 1].UpTo!.Value)).Where(t => t.begin < units)
                .Sum(t => t.tier.Fee.Amount + (t.tier.UnitPrice * (Math.Min(units, t.tier.UpTo ?? units) - t.begin))),
            VolumeCharge m when units == 0m => charge.FirstTierFeeAtZero ? m.Tiers[0].Fee.Amount : 0m,
            VolumeCharge m => m.Tiers.Where(tier => units <= (tier.UpTo ?? units)).Take(1).Sum(tier => tier.Fee.Amount + (tier.UnitPrice * units)),
            PackageCharge m => m.Price.Amount * Math.Ceiling(units / m.Size),
            PercentageCharge m => (units * m.Percent / 100m) + (m.PerTransaction.Amount * quantity.Transactions),
            AllowanceCharge m => held(m.Fee.Amount) + (m.OveragePrice * Math.Max(0m, units - m.Included)),
            _ => throw new InvalidOperationException(),
        };
        amount -= amount * reduction.DiscountPercent / 100m;
        amount = last && charge.Minimum is { } minimum ? Math.Max(amount, time(minimum.Amount)) : amount;
        amount = Math.Min(amount, reduction.Cap?.Amount ?? amount);
        var cents = amount * 100m;
        return (Math.Floor(cents) + (cents - Math.Floor(cents) >= 0.5m ? 1m : 0m)) / 100m;
    }
}
