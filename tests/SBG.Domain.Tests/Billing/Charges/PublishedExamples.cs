using SBG.Domain.Billing.Charges;
using Xunit;

namespace SBG.Domain.Tests.Billing.Charges;

/// <summary>
/// What others publish as the outcome of the models that we share with them: the title of the page, the terms, a quantity, the amount.
/// Amounts are taken as dollars, whatever their currency.
/// </summary>
public static class PublishedExamples
{
    private static readonly Charge StripeVolume = Measured(new VolumeCharge([new(5, 7m, default), new(10, 6.5m, default), new(null, 6m, default)]));
    private static readonly Charge StripeGraduated = Measured(new GraduatedCharge([new(5, 7m, default), new(10, 6.5m, default), new(null, 6m, default)]));
    private static readonly Tier[] FiveTiers = [new(5, 5m, default), new(10, 4m, default), new(15, 3m, default), new(20, 2m, default), new(null, 1m, default)];
    private static readonly Charge EarlierVolume = Measured(new VolumeCharge([.. FiveTiers]));
    private static readonly Charge EarlierGraduated = Measured(new GraduatedCharge([.. FiveTiers]));
    private static readonly Charge FiveDollars = Measured(new PerUnitCharge(5m));
    private static readonly Charge PerFiveUsers = Measured(new PackageCharge(5m, new(10m)));
    private static readonly Charge PerHundredCalls = Measured(new PackageCharge(100m, new(5m))) with { FreeUnits = 100m };
    private static readonly Tier[] ThreeTiers = [new(1_000, 0.10m, default), new(10_000, 0.05m, default), new(null, 0.01m, default)];
    private static readonly Tier[] LagoTiers =
        [new(10_000, 0.0010m, new(10m)), new(50_000, 0.0008m, new(10m)), new(100_000, 0.0006m, new(10m)), new(null, 0.0004m, new(10m))];

    private static readonly Charge CardFees = Measured(new PercentageCharge(2.9m, new(0.30m)));

    /// <summary>The pages that were read on the web, by the beginning of a row's source.</summary>
    public static IReadOnlyDictionary<string, string> Pages { get; } = new Dictionary<string, string>
    {
        ["Autumn, Proration"] = "https://docs.useautumn.com/documentation/modelling-pricing/proration",
        ["Autumn, Usage-based pricing"] = "https://docs.useautumn.com/documentation/modelling-pricing/usage-based-pricing",
        ["Feexivo, Payment processing explained"] = "https://feexivo.com/guides/payment-processing-explained",
        ["Lago, Graduated percentage"] = "https://getlago.com/docs/guide/plans/charges/charge-models/graduated-percentage",
        ["Lago, Spending minimums"] = "https://getlago.com/docs/guide/plans/charges/spending-minimum",
        ["Stigg, Overages"] = "https://docs.stigg.io/documentation/modeling-your-pricing-in-stigg/plans/overages/overview",
        ["Stripe, Prorations"] = "https://docs.stripe.com/billing/subscriptions/prorations",
        ["Zuora, Overage pricing"] = "https://docs.zuora.com/en/zuora-billing/set-up-zuora-billing/build-product-and-prices/charge-models---configure-any-pricing/overage-pricing",
        ["Zuplo, Pricing Models"] = "https://zuplo.com/docs/articles/monetization/pricing-models",
    };

    /// <summary>Each row: where it is published, the charge, the quantity (of one transaction), the share of the period in halves, the amount.</summary>
    public static TheoryData<string, Charge, decimal, int, decimal> Table => new()
    {
        { "Stripe, Set up tiered pricing (volume-based)", StripeVolume, 1, 2, 7m },
        { "Stripe, Set up tiered pricing (volume-based)", StripeVolume, 5, 2, 35m },
        { "Stripe, Set up tiered pricing (volume-based)", StripeVolume, 6, 2, 39m },
        { "Stripe, Set up tiered pricing (volume-based)", StripeVolume, 20, 2, 120m },
        { "Stripe, Set up tiered pricing (volume-based)", StripeVolume, 25, 2, 150m },
        { "Stripe, Set up tiered pricing (graduated)", StripeGraduated, 5, 2, 35m },
        { "Stripe, Tiered pricing (per unit)", FiveDollars, 1, 2, 5m },
        { "Stripe, Tiered pricing (per unit)", FiveDollars, 6, 2, 30m },
        { "Stripe, Tiered pricing (per unit)", FiveDollars, 25, 2, 125m },
        { "Stripe, Tiered pricing (volume)", EarlierVolume, 1, 2, 5m },
        { "Stripe, Tiered pricing (volume)", EarlierVolume, 5, 2, 25m },
        { "Stripe, Tiered pricing (volume)", EarlierVolume, 6, 2, 24m },
        { "Stripe, Tiered pricing (volume)", EarlierVolume, 20, 2, 40m },
        { "Stripe, Tiered pricing (volume)", EarlierVolume, 25, 2, 25m },
        { "Stripe, Tiered pricing (graduated)", EarlierGraduated, 6, 2, 29m },
        { "Stripe, Quantity transformation", PerFiveUsers, 1, 2, 10m },
        { "Stripe, Quantity transformation", PerFiveUsers, 3, 2, 10m },
        { "Stripe, Quantity transformation", PerFiveUsers, 5, 2, 10m },
        { "Stripe, Quantity transformation", PerFiveUsers, 6, 2, 20m },
        { "Stripe, Quantity transformation", PerFiveUsers, 7, 2, 20m },
        { "Stripe, Transform quantities (150 minutes of hours at 10)", Measured(new PackageCharge(60m, new(10m))), 150, 2, 30m },
        { "Stripe, Prorations (the old price's unused half)", new("fee", null, new RecurringCharge(new(10m))), 0, 1, 5m },
        { "Stripe, Prorations (the new price's remaining half)", new("fee", null, new RecurringCharge(new(20m))), 0, 1, 10m },
        {
            "Stripe Insiders, How to charge for \"free overflow\" tokens?",
            Measured(new GraduatedCharge([new(100_000, 0m, new(4m)), new(null, 0.000065m, default)])), 100_070, 2, 4.00m
        },
        { "Lago, Package", PerHundredCalls, 201, 2, 10m },
        { "Lago, Volume", Measured(new VolumeCharge([.. LagoTiers])), 65_000, 2, 49m },
        { "Lago, Graduated percentage (first transaction)", Measured(new GraduatedCharge([new(1_000, 0.01m, new(200m)), new(null, 0.02m, new(300m))])), 500, 2, 205m },
        { "Lago, Spending minimums", Measured(new PerUnitCharge(0.010m)) with { Minimum = new(100m) }, 5_000, 2, 100m },
        { "Lago, Negotiated contract billing (below minimum)", Measured(new PerUnitCharge(1m)) with { Minimum = new(1_000m) }, 800, 2, 1_000m },
        { "Lago, Negotiated contract billing (above minimum)", Measured(new PerUnitCharge(1m)) with { Minimum = new(1_000m) }, 1_300, 2, 1_300m },
        { "Zuplo, Pricing Models (flat fee)", new("platform", null, new FlatCharge(new(99m))), 0, 2, 99m },
        { "Zuplo, Pricing Models (set-up fee)", Measured(new OneOffCharge(new(500m))), 1, 2, 500m },
        { "Zuplo, Pricing Models (per unit)", Measured(new PerUnitCharge(0.001m)), 100_000, 2, 100m },
        { "Zuplo, Pricing Models (graduated)", Measured(new GraduatedCharge([.. ThreeTiers])), 15_000, 2, 600m },
        { "Zuplo, Pricing Models (volume)", Measured(new VolumeCharge([.. ThreeTiers])), 15_000, 2, 150m },
        {
            "Autumn, Graduated Pricing",
            Measured(new GraduatedCharge([new(1_000, 0.01m, default), new(10_000, 0.008m, default), new(null, 0.005m, default)])), 15_000, 2, 107m
        },
        { "Flexprice, Tiered (a tier's packages)", Measured(new PackageCharge(1_000m, new(1m))), 4_500, 2, 5m },
        { "Autumn, Usage-based pricing", Measured(new PackageCharge(1_000m, new(1m))), 5_000, 2, 5m },
        { "Autumn, Proration (the old price's unused half)", new("fee", null, new RecurringCharge(new(20m))), 0, 1, 10m },
        { "Autumn, Proration (the new price's remaining half)", new("fee", null, new RecurringCharge(new(50m))), 0, 1, 25m },
        { "Stigg, Overages (API usage)", Measured(new AllowanceCharge(default, 1_000m, 0.01m)), 1_300, 2, 3m },
        { "Stigg, Overages (bandwidth, by blocks)", Measured(new PackageCharge(100m, new(2m))) with { FreeUnits = 500m }, 800, 2, 6m },
        { "Zuora, Overage pricing (all that is included)", Measured(new AllowanceCharge(new(59.99m), 500m, 0.50m)), 500, 2, 59.99m },
        { "Feexivo, Payment processing explained (Stripe's fees)", CardFees, 5, 2, 0.45m },
        { "Feexivo, Payment processing explained (Stripe's fees)", CardFees, 10, 2, 0.59m },
        { "Feexivo, Payment processing explained (Stripe's fees)", CardFees, 50, 2, 1.75m },
        { "Feexivo, Payment processing explained (Stripe's fees)", CardFees, 100, 2, 3.20m },
        { "Feexivo, Payment processing explained (Stripe's fees)", CardFees, 500, 2, 14.80m },
    };

    private static Charge Measured(ChargeModel model) => new("it", "units", model);
}
