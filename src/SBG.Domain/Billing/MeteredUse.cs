using System.Collections.Immutable;
using NodaTime;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Domain.Billing;

/// <summary>What one meter read under one price, and what it costs.</summary>
/// <param name="Meter">The key of the meter.</param>
/// <param name="PricePlanId">The plan.</param>
/// <param name="Slice">The part of the month during which the price applied.</param>
/// <param name="Price">The version in force; null when the plan had none, which leaves the line without an amount.</param>
/// <param name="Quantity">All that was measured: the sum over dimensions.</param>
/// <param name="Unit">What one unit of the price is: the meter's unit, <c>1</c> for counts, <c>GB-month</c> or <c>GB-hour</c> for levels.</param>
/// <param name="Dimensions">By dimension, in the same units and by the same denominator; they add up to the quantity.</param>
/// <param name="Logs">The logs that were read.</param>
/// <param name="Amount">To the cent; zero without a price.</param>
/// <param name="Rated">Every step that led to the amount; null without a price.</param>
/// <param name="Agreement">The version of the client's agreement that was applied; null for none.</param>
public sealed record MeteredLine(
    string Meter,
    Guid PricePlanId,
    Period Slice,
    PriceVersion? Price,
    Quantity Quantity,
    string Unit,
    ImmutableArray<MeterQuantity> Dimensions,
    ImmutableArray<UsageLog> Logs,
    Money Amount,
    Rated? Rated,
    AgreementVersion? Agreement);

/// <summary>What producers reported of a client, and the plans that charge it.</summary>
/// <param name="Ledger">The logs of the month, and those from which levels go on.</param>
/// <param name="PlanOf">The plan of each meter that is charged.</param>
public sealed record MeteredUse(UsageLedger Ledger, IReadOnlyDictionary<string, Guid> PlanOf)
{
    /// <summary>Nothing was reported.</summary>
    public static MeteredUse None { get; } = new(UsageLedger.Empty, new Dictionary<string, Guid>());

    /// <summary>The lines of a month: tiers are of the client's whole quantity, over all dimensions, and begin anew where the price changes.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="agreement">What is agreed with the client; null for nothing.</param>
    /// <param name="charged">What each plan has charged so far, towards its cap; lines add to it.</param>
    /// <param name="month">The month.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="bound">Up to when time has passed (UTC).</param>
    internal IEnumerable<MeteredLine> Lines(
        IReadOnlyDictionary<Guid, PricePlan> plans, PriceAgreement? agreement, Dictionary<Guid, Money> charged, BillingMonth month, DateTimeZone zone, DateTimeOffset bound)
    {
        foreach (var meter in Ledger.Meters.Where(PlanOf.ContainsKey))
        {
            var planId = PlanOf[meter];
            foreach (var slice in Rating.Slices(plans.GetValueOrDefault(planId), agreement, month, zone).Where(slice => slice.Span.From < bound))
            {
                var (from, to) = (LocalDay.Of(slice.Span.From, zone), LocalDay.Of(slice.Span.Until, zone));
                if (Ledger.Read(meter, from, to, zone, bound) is not { Totals.IsEmpty: false } reading)
                {
                    continue;
                }

                ImmutableArray<UsageLog> logs = [.. Ledger.Carrying(meter, from), .. Ledger.Of(meter, from, to)];
                var (per, unit) = UnitOf(logs[0], slice.Price?.Charge?.Over, month.In(zone));
                var quantity = new Quantity(reading.Totals.Sum(total => total.Quantity), per, logs.Where(log => log.Day >= from).Sum(log => log.Tallies.Values.Sum(tally => tally.Count)));
                var agreed = slice.Agreement?.About(planId);
                var reduction = new Reduction(agreed?.DiscountPercent ?? 0m, agreed?.MonthlyCap, charged.GetValueOrDefault(planId));
                var share = new Share(slice.Span.Length.Ticks, month.In(zone).Length.Ticks);
                var rated = slice.Price is { } price ? ChargeRating.Rate(price.Rates(), quantity, share, reduction, last: bound >= slice.Span.Until) : null;
                charged[planId] = charged.GetValueOrDefault(planId) + (rated?.Amount ?? Money.Zero);
                yield return new(meter, planId, slice.Span, slice.Price, quantity, unit, reading.Totals, logs, rated?.Amount ?? Money.Zero, rated, slice.Agreement);
            }
        }
    }

    private static (decimal Per, string Unit) UnitOf(UsageLog meter, TimeUnit? over, Period month) => meter.Aggregation switch
    {
        Aggregation.TimeWeighted when over == TimeUnit.Hour => (3_600m, meter.Unit + "-hour"),
        Aggregation.TimeWeighted => (SeatTime.Seconds(month.Length.Ticks), meter.Unit + "-month"),
        Aggregation.Count or Aggregation.UniqueCount => (1m, "1"),
        _ => (1m, meter.Unit),
    };
}
