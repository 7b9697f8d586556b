using System.Collections.Immutable;
using NodaTime;
using SBG.Domain.Kernel;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Domain.Billing;

/// <summary>A part of a month during which one price applied.</summary>
/// <param name="Span">When.</param>
/// <param name="Price">The version in force; null when the plan had none yet.</param>
public readonly record struct PriceSlice(Period Span, PriceVersion? Price);

/// <summary>Which price seat-time is rated by.</summary>
public static class Rating
{
    /// <summary>
    /// Cuts a month where the plan's price changes, at local midnight. Versions whose price begins on one day and is at once replaced
    /// leave no slice.
    /// </summary>
    /// <param name="plan">The plan; null when it is unknown, which leaves the month without a price.</param>
    /// <param name="month">The month.</param>
    /// <param name="zone">The client's zone.</param>
    public static ImmutableArray<PriceSlice> Slices(PricePlan? plan, BillingMonth month, DateTimeZone zone)
    {
        var whole = month.In(zone);
        var last = month.FirstDay.AddMonths(1).AddDays(-1);
        DateOnly[] changes = plan is null
            ? []
            : [.. plan.Versions.Select(version => version.ValidFrom).Where(day => month.FirstDay < day && day <= last).Distinct().Order()];
        var slices = ImmutableArray.CreateBuilder<PriceSlice>();
        var firstDay = month.FirstDay;
        foreach (var change in changes)
        {
            slices.Add(new(new(LocalDay.Start(firstDay, zone), LocalDay.Start(change, zone)), plan!.On(firstDay)));
            firstDay = change;
        }

        slices.Add(new(new(LocalDay.Start(firstDay, zone), whole.Until), plan?.On(firstDay)));
        return slices.ToImmutable();
    }
}
