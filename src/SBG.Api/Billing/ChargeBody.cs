using System.ComponentModel.DataAnnotations;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing;

/// <summary>How a quantity becomes an amount.</summary>
public enum ChargeModelName
{
    /// <summary>The same <c>amount</c> every month in which a seat was held.</summary>
    Flat,

    /// <summary><c>amount</c> for a month, prorated by the exact time during which a seat was held.</summary>
    Recurring,

    /// <summary><c>amount</c> each time that something happens; of a meter only.</summary>
    OneOff,

    /// <summary><c>unitPrice</c> for each unit.</summary>
    PerUnit,

    /// <summary>Each unit at the price of the tier in which it falls; needs <c>tiers</c>.</summary>
    Graduated,

    /// <summary>All units at the price of the tier that the quantity reaches; needs <c>tiers</c>.</summary>
    Volume,

    /// <summary><c>amount</c> for each package of <c>packageSize</c> units that was begun.</summary>
    Package,

    /// <summary><c>percent</c> of what a meter sums up in dollars, and <c>amount</c> for each report; of a meter only.</summary>
    Percentage,

    /// <summary><c>amount</c> for a month, prorated, with <c>included</c> units; <c>unitPrice</c> for each beyond.</summary>
    Allowance,
}

/// <summary>A range of quantities with a price.</summary>
/// <param name="UnitPrice">For one unit, with up to six decimals.</param>
/// <param name="UpTo">The last quantity within; absent: no end, on the last tier only.</param>
/// <param name="Fee">For reaching the tier at all; absent: none.</param>
public sealed record TierBody(Money UnitPrice, [Range(0, 1_000_000_000_000d)] decimal? UpTo = null, Money? Fee = null)
{
    internal Tier Tier => new(UpTo, UnitPrice.Amount, Fee ?? Money.Zero);
}

/// <summary>
/// How seats, or what a meter reads, are charged. The unit of seats is the seat-month: one seat held throughout the month of the client's zone is
/// 1; that of levels is a level of 1 held throughout the month, or for an hour. The model says which of the members it needs; others are refused.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Amount">The fee or the price of a package, to the cent.</param>
/// <param name="UnitPrice">For one unit, with up to six decimals.</param>
/// <param name="Tiers">Ascending; only the last has no end.</param>
/// <param name="PackageSize">Units in a package.</param>
/// <param name="Included">Units that the fee includes.</param>
/// <param name="FreeUnits">Units taken off the quantity before anything else.</param>
/// <param name="Minimum">What a month costs at least once it is over, to the cent; absent: nothing.</param>
/// <param name="FirstTierFeeAtZero">Whether the first tier's fee is due for a quantity of zero.</param>
/// <param name="Meter">The key of the meter that is charged; absent: seats are.</param>
/// <param name="Percent">The share of an amount of money.</param>
/// <param name="Over">For levels: what one unit of the price is, a month when absent.</param>
public sealed record ChargeBody(
    ChargeModelName Model,
    Money? Amount = null,
    Money? UnitPrice = null,
    [MinLength(1), MaxLength(ChargeRules.MostTiers)] IReadOnlyList<TierBody>? Tiers = null,
    [Range(0, 1_000_000_000_000d)] decimal? PackageSize = null,
    [Range(0, 1_000_000_000_000d)] decimal? Included = null,
    [Range(0, 1_000_000_000_000d)] decimal FreeUnits = 0m,
    Money? Minimum = null,
    bool FirstTierFeeAtZero = false,
    [StringLength(60, MinimumLength = 1), RegularExpression(Domain.Billing.Usage.Meter.KeyForm)] string? Meter = null,
    [Range(0, 100)] decimal? Percent = null,
    TimeUnit? Over = null)
{
    internal Refusal? Flaw => Model switch
    {
        ChargeModelName.Flat or ChargeModelName.Recurring or ChargeModelName.OneOff => Demand("amount"),
        ChargeModelName.Percentage => Demand("amount", "percent"),
        ChargeModelName.PerUnit => Demand("unitPrice"),
        ChargeModelName.Graduated or ChargeModelName.Volume => Demand("tiers"),
        ChargeModelName.Package => Demand("amount", "packageSize"),
        _ => Demand("amount", "unitPrice", "included"),
    };

    internal Charge Charge => new(Meter ?? "seats", Meter ?? Charge.SeatMonths, Model switch
    {
        ChargeModelName.Flat => new FlatCharge(Amount!.Value),
        ChargeModelName.Recurring => new RecurringCharge(Amount!.Value),
        ChargeModelName.OneOff => new OneOffCharge(Amount!.Value),
        ChargeModelName.Percentage => new PercentageCharge(Percent!.Value, Amount!.Value),
        ChargeModelName.PerUnit => new PerUnitCharge(UnitPrice!.Value.Amount),
        ChargeModelName.Graduated => new GraduatedCharge([.. Tiers!.Select(tier => tier.Tier)]),
        ChargeModelName.Volume => new VolumeCharge([.. Tiers!.Select(tier => tier.Tier)]),
        ChargeModelName.Package => new PackageCharge(PackageSize!.Value, Amount!.Value),
        _ => new AllowanceCharge(Amount!.Value, Included!.Value, UnitPrice!.Value.Amount),
    }, FreeUnits, Minimum, FirstTierFeeAtZero, Over);

    /// <summary>Represents a charge.</summary>
    /// <param name="charge">The charge; null: none.</param>
    internal static ChargeBody? Of(Charge? charge)
    {
        if (charge is null)
        {
            return null;
        }

        var common = new ChargeBody(default, FreeUnits: charge.FreeUnits, Minimum: charge.Minimum, FirstTierFeeAtZero: charge.FirstTierFeeAtZero)
        {
            Meter = charge.Meter == Charge.SeatMonths ? null : charge.Meter,
            Over = charge.Over,
        };
        return charge.Model switch
        {
            FlatCharge m => common with { Model = ChargeModelName.Flat, Amount = m.Amount },
            RecurringCharge m => common with { Model = ChargeModelName.Recurring, Amount = m.Amount },
            OneOffCharge m => common with { Model = ChargeModelName.OneOff, Amount = m.Amount },
            PercentageCharge m => common with { Model = ChargeModelName.Percentage, Percent = m.Percent, Amount = m.PerTransaction },
            PerUnitCharge m => common with { Model = ChargeModelName.PerUnit, UnitPrice = new(m.UnitPrice) },
            GraduatedCharge m => common with { Model = ChargeModelName.Graduated, Tiers = Bodies(m.Tiers) },
            VolumeCharge m => common with { Model = ChargeModelName.Volume, Tiers = Bodies(m.Tiers) },
            PackageCharge m => common with { Model = ChargeModelName.Package, PackageSize = m.Size, Amount = m.Price },
            AllowanceCharge m => common with { Model = ChargeModelName.Allowance, Amount = m.Fee, Included = m.Included, UnitPrice = new(m.OveragePrice) },
            _ => throw new ArgumentOutOfRangeException(nameof(charge), charge.Model, "Not a model."),
        };
    }

    private static TierBody[] Bodies(IEnumerable<Tier> tiers) => [.. tiers.Select(tier => new TierBody(new(tier.UnitPrice), tier.UpTo, tier.Fee))];

    private Refusal? Demand(params ReadOnlySpan<string> needed)
    {
        ReadOnlySpan<(string Name, bool Told)> members =
            [("amount", Amount is not null), ("unitPrice", UnitPrice is not null), ("tiers", Tiers is not null), ("packageSize", PackageSize is not null), ("included", Included is not null), ("percent", Percent is not null)];
        foreach (var (name, told) in members)
        {
            if (needed.Contains(name) != told)
            {
                return SeatPrice.NotACharge.With("member", name);
            }
        }

        return null;
    }
}
