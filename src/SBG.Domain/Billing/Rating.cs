using System.Collections.Immutable;
using NodaTime;
using SBG.Domain.Kernel;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Domain.Billing;

/// <summary>A part of a month during which one price and one agreement applied.</summary>
/// <param name="Span">When.</param>
/// <param name="Price">The version in force; null when the plan had none yet.</param>
/// <param name="Agreement">The version of the client's agreement that says something about the plan; null for none.</param>
public readonly record struct PriceSlice(Period Span, PriceVersion? Price, AgreementVersion? Agreement = null);

/// <summary>Which price seat-time is rated by.</summary>
public static class Rating
{
    /// <summary>
    /// Cuts a month where the plan's price or what is agreed about it changes, at local midnight. What begins on one day and is at once
    /// replaced leaves no slice, and a version that says the same about the plan cuts nothing.
    /// </summary>
    /// <param name="plan">The plan; null when it is unknown, which leaves the month without a price.</param>
    /// <param name="agreement">What is agreed with the client; null for nothing.</param>
    /// <param name="month">The month.</param>
    /// <param name="zone">The client's zone.</param>
    public static ImmutableArray<PriceSlice> Slices(PricePlan? plan, PriceAgreement? agreement, BillingMonth month, DateTimeZone zone)
    {
        var end = month.FirstDay.AddMonths(1);
        var changes = (plan?.Versions ?? []).Select(version => version.ValidFrom).Concat((agreement?.Versions ?? []).Select(version => version.ValidFrom));
        var days = changes.Where(day => month.FirstDay < day && day < end).Append(month.FirstDay).Distinct().Order().Append(end).ToArray();
        var slices = ImmutableArray.CreateBuilder<PriceSlice>();
        for (var n = 0; n + 1 < days.Length; n++)
        {
            var terms = plan is null ? null : agreement?.On(days[n]);
            var slice = new PriceSlice(
                new(LocalDay.Start(days[n], zone), LocalDay.Start(days[n + 1], zone)), plan?.On(days[n]), terms?.About(plan!.Id) is null ? null : terms);
            if (slices.Count > 0 && slices[^1] is var before && before.Price == slice.Price && before.Agreement?.About(plan!.Id) == slice.Agreement?.About(plan!.Id))
            {
                slices[^1] = before with { Span = new(before.Span.From, slice.Span.Until) };
            }
            else
            {
                slices.Add(slice);
            }
        }

        return slices.ToImmutable();
    }
}
