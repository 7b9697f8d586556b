using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Charges;

/// <summary>What a charge must be to be put in a plan.</summary>
public static class ChargeRules
{
    /// <summary>Largest price or amount, in dollars.</summary>
    public const decimal MostDollars = 1_000_000m;

    /// <summary>Largest number of units in a tier's end, a package or an allowance.</summary>
    public const decimal MostUnits = 1_000_000_000_000m;

    /// <summary>Most tiers of a charge.</summary>
    public const int MostTiers = 20;

    /// <summary>The first member that a charge may not have so; null when it is sound.</summary>
    /// <param name="charge">The charge.</param>
    /// <returns>The member's name as in JSON, e.g. <c>tiers</c>.</returns>
    public static string? Flaw(Charge charge)
    {
        ArgumentNullException.ThrowIfNull(charge);
        return !IsUnits(charge.FreeUnits) ? "freeUnits"
            : charge.Minimum is { } minimum && !IsAmount(minimum) ? "minimum"
            : charge.Meter is null && Measures(charge.Model) ? "meter"
            : FlawOf(charge.Model);
    }

    /// <summary>Whether a price of one unit is between 0 and a million dollars, with six decimals at most.</summary>
    /// <param name="price">Dollars.</param>
    public static bool IsUnitPrice(decimal price) => price is >= 0m and <= MostDollars && decimal.Round(price, 6) == price;

    /// <summary>Whether an amount is between 0 and a million dollars, in whole cents.</summary>
    /// <param name="amount">The amount.</param>
    public static bool IsAmount(Money amount) => amount.Amount is >= 0m and <= MostDollars && amount.ToCent() == amount;

    /// <summary>Whether the model asks for a quantity at all.</summary>
    /// <param name="model">The model.</param>
    public static bool Measures(ChargeModel model) => model is not (FlatCharge or RecurringCharge);

    private static string? FlawOf(ChargeModel model) => model switch
    {
        FlatCharge flat => IsAmount(flat.Amount) ? null : "amount",
        RecurringCharge recurring => IsAmount(recurring.Amount) ? null : "amount",
        OneOffCharge once => IsAmount(once.Amount) ? null : "amount",
        PerUnitCharge each => IsUnitPrice(each.UnitPrice) ? null : "unitPrice",
        GraduatedCharge graduated => AreTiers(graduated.Tiers) ? null : "tiers",
        VolumeCharge volume => AreTiers(volume.Tiers) ? null : "tiers",
        PackageCharge package => package.Size <= 0m || !IsUnits(package.Size) ? "packageSize" : IsAmount(package.Price) ? null : "amount",
        PercentageCharge share => !IsPercent(share.Percent) ? "percent" : IsAmount(share.PerTransaction) ? null : "perTransaction",
        AllowanceCharge allowance => !IsAmount(allowance.Fee) ? "amount"
            : !IsUnits(allowance.Included) ? "included"
            : IsUnitPrice(allowance.OveragePrice) ? null : "unitPrice",
        _ => "model",
    };

    private static bool AreTiers(ImmutableArray<Tier> tiers)
    {
        if (tiers.IsDefaultOrEmpty || tiers.Length > MostTiers || tiers[^1].UpTo is not null)
        {
            return false;
        }

        var begin = 0m;
        foreach (var tier in tiers.AsSpan()[..^1])
        {
            if (tier.UpTo is not { } end || end <= begin || !IsUnits(end))
            {
                return false;
            }

            begin = end;
        }

        return tiers.All(tier => IsUnitPrice(tier.UnitPrice) && IsAmount(tier.Fee));
    }

    private static bool IsUnits(decimal units) => units is >= 0m and <= MostUnits && decimal.Round(units, 6) == units;

    internal static bool IsPercent(decimal percent) => percent is >= 0m and <= 100m && decimal.Round(percent, 6) == percent;
}
