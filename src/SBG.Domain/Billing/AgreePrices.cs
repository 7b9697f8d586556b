using System.Collections.Immutable;
using System.Globalization;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>Agree on discounts and caps with a client, in place of what was agreed before.</summary>
/// <param name="AgreementId">The client's agreement.</param>
/// <param name="ValidFrom">First day, in the client's zone.</param>
/// <param name="Prices">One for each plan about which something is agreed; none: the plans' own prices.</param>
public sealed record AgreePrices(Guid AgreementId, DateOnly ValidFrom, ImmutableArray<AgreedPrice> Prices)
{
    /// <summary>The day is before the current month: earlier months may be charged already.</summary>
    public static readonly Refusal BeforeThisMonth = new("billing/agreement-before-this-month");

    /// <summary>A discount is not from 0 to 100 with six decimals at most, a cap not an amount, or a plan is named twice.</summary>
    public static readonly Refusal NotAnAgreement = new("billing/not-an-agreement");

    /// <summary>There is no such plan.</summary>
    public static readonly Refusal UnknownPlan = new("billing/unknown-price-plan");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="agreement">What is agreed; null for nothing yet.</param>
    /// <param name="plans">The ids of those plans that exist.</param>
    /// <param name="today">The day that it is in the client's zone.</param>
    public static Decision<PriceAgreement> Decide(AgreePrices command, PriceAgreement? agreement, IReadOnlySet<Guid> plans, DateOnly today)
    {
        foreach (var price in command.Prices)
        {
            if (!ChargeRules.IsPercent(price.DiscountPercent)
                || (price.MonthlyCap is { } cap && !ChargeRules.IsAmount(cap))
                || command.Prices.Count(other => other.PricePlanId == price.PricePlanId) > 1)
            {
                return NotAnAgreement.With("plan", price.PricePlanId);
            }

            if (!plans.Contains(price.PricePlanId))
            {
                return UnknownPlan.With("plan", price.PricePlanId);
            }
        }

        if (agreement?.Versions is [.., var last] && last.ValidFrom == command.ValidFrom && last.Prices.SequenceEqual(command.Prices))
        {
            return Decision.Nothing;
        }

        var month = new DateOnly(today.Year, today.Month, 1);
        return command.ValidFrom < month
            ? BeforeThisMonth.With("validFrom", Iso(command.ValidFrom)).With("month", Iso(month))
            : new PricesAgreed(command.AgreementId, (agreement?.Versions.Length ?? 0) + 1, command.ValidFrom, command.Prices);
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
