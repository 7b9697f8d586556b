using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Charges;

/// <summary>
/// How a quantity becomes an amount: one of a closed list of models. Amounts are in dollars to the cent, unit prices in dollars with up to
/// six decimals; nothing is rounded within a model.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "model")]
[JsonDerivedType(typeof(FlatCharge), "flat")]
[JsonDerivedType(typeof(RecurringCharge), "recurring")]
[JsonDerivedType(typeof(OneOffCharge), "oneOff")]
[JsonDerivedType(typeof(PerUnitCharge), "perUnit")]
[JsonDerivedType(typeof(GraduatedCharge), "graduated")]
[JsonDerivedType(typeof(VolumeCharge), "volume")]
[JsonDerivedType(typeof(PackageCharge), "package")]
[JsonDerivedType(typeof(PercentageCharge), "percentage")]
[JsonDerivedType(typeof(AllowanceCharge), "allowance")]
public abstract record ChargeModel;

/// <summary>
/// The same fee for every period, whatever was used and for however long. Where the price changes within a period, each price is due for
/// its part, so that a change never makes the fee due twice.
/// </summary>
/// <param name="Amount">For one period.</param>
public sealed record FlatCharge(Money Amount) : ChargeModel;

/// <summary>A fee for a whole period, prorated by the exact time during which something was held.</summary>
/// <param name="Amount">For one whole period.</param>
public sealed record RecurringCharge(Money Amount) : ChargeModel;

/// <summary>A fee each time that something happens (a set-up, a delivery): the quantity counts how often.</summary>
/// <param name="Amount">For one time.</param>
public sealed record OneOffCharge(Money Amount) : ChargeModel;

/// <summary>Every unit costs the same.</summary>
/// <param name="UnitPrice">For one unit.</param>
public sealed record PerUnitCharge(decimal UnitPrice) : ChargeModel;

/// <summary>Each unit costs what the tier says in which it falls. One more unit never lowers the amount.</summary>
/// <param name="Tiers">Ascending; only the last has no end.</param>
public sealed record GraduatedCharge(ImmutableArray<Tier> Tiers) : ChargeModel
{
    /// <inheritdoc/>
    public bool Equals(GraduatedCharge? other) => other is not null && Tiers.AsSpan().SequenceEqual(other.Tiers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Tiers.Length;
}

/// <summary>All units cost what the tier says that the whole quantity reaches. One more unit can lower the amount.</summary>
/// <param name="Tiers">Ascending; only the last has no end.</param>
public sealed record VolumeCharge(ImmutableArray<Tier> Tiers) : ChargeModel
{
    /// <inheritdoc/>
    public bool Equals(VolumeCharge? other) => other is not null && Tiers.AsSpan().SequenceEqual(other.Tiers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Tiers.Length;
}

/// <summary>Whole packages are charged: one begun is one used.</summary>
/// <param name="Size">Units in a package.</param>
/// <param name="Price">For one package.</param>
public sealed record PackageCharge(decimal Size, Money Price) : ChargeModel;

/// <summary>A share of an amount of money, which is the quantity, and a fee for each transaction behind it.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="PerTransaction">For one transaction; zero for none.</param>
public sealed record PercentageCharge(decimal Percent, Money PerTransaction) : ChargeModel;

/// <summary>A fee that includes a number of units; those beyond are charged one by one.</summary>
/// <param name="Fee">For one whole period, prorated by the exact time during which something was held.</param>
/// <param name="Included">Units that the fee includes, in a whole period and in a part of one alike.</param>
/// <param name="OveragePrice">For one unit beyond.</param>
public sealed record AllowanceCharge(Money Fee, decimal Included, decimal OveragePrice) : ChargeModel;

/// <summary>A range of quantities with a price.</summary>
/// <param name="UpTo">The last quantity within; null: no end. A tier begins where the one before it ends.</param>
/// <param name="UnitPrice">For one unit.</param>
/// <param name="Fee">For reaching the tier at all.</param>
public readonly record struct Tier(decimal? UpTo, decimal UnitPrice, Money Fee);
