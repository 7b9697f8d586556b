using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Charges;

/// <summary>One thing that a price plan charges for.</summary>
/// <param name="Key">Names the charge within its plan for ever: <c>seats</c>, <c>storage</c>.</param>
/// <param name="Meter">What the quantity is: a meter's name; <see cref="SeatMonths"/> for seats held. Null: nothing is measured.</param>
/// <param name="Model">How the quantity becomes an amount.</param>
/// <param name="FreeUnits">Units that are taken off the quantity before anything else.</param>
/// <param name="Minimum">What a whole period costs at least, prorated for a part of one; null: nothing is committed.</param>
/// <param name="FirstTierFeeAtZero">Whether the first tier's fee is due when nothing was used.</param>
/// <param name="Over">For levels over time, what one unit of the price is: a level of 1 held for a month (when absent) or for an hour.</param>
public sealed record Charge(
    string Key, string? Meter, ChargeModel Model, decimal FreeUnits = 0m, Money? Minimum = null, bool FirstTierFeeAtZero = false, TimeUnit? Over = null)
{
    /// <summary>The meter of seats: one seat held throughout a month is 1.</summary>
    public const string SeatMonths = "seat-months";

    /// <summary>The charge of the plans that know only one monthly price.</summary>
    /// <param name="monthly">Dollars for one seat held over one whole month.</param>
    public static Charge PerSeat(Money monthly) => new("seats", SeatMonths, new PerUnitCharge(monthly.Amount));
}

/// <summary>The time for which a level of 1 is held to make one unit of a price.</summary>
public enum TimeUnit
{
    /// <summary>The whole month in the client's zone: GB-months, seat-months.</summary>
    Month,

    /// <summary>3,600 seconds: GB-hours.</summary>
    Hour,
}

/// <summary>
/// What is measured, kept as a fraction so that time is never rounded: seat-ticks over the ticks of the month are seat-months.
/// </summary>
/// <param name="Units">The numerator; not negative.</param>
/// <param name="Per">The denominator; positive.</param>
/// <param name="Transactions">How many transactions are behind it; only a percentage asks.</param>
public readonly record struct Quantity(decimal Units, decimal Per = 1m, long Transactions = 0)
{
    /// <summary>Nothing.</summary>
    public static Quantity None => new(0m);
}

/// <summary>How much of a period is charged, in ticks of 100 ns.</summary>
/// <param name="Ticks">The part during which the price applies: the whole, unless the price changes within.</param>
/// <param name="PeriodTicks">The whole half-open period in the client's zone, across changes of the clocks.</param>
/// <param name="HeldTicks">The part of <paramref name="Ticks"/> during which something was held at all; null: all of it.</param>
public readonly record struct Share(long Ticks, long PeriodTicks, long? HeldTicks = null)
{
    /// <summary>The whole period.</summary>
    public static Share Whole => new(1, 1);
}

/// <summary>What is agreed with one client about one charge.</summary>
/// <param name="DiscountPercent">0 to 100, off what the tiers give.</param>
/// <param name="Cap">What a period costs at most; null: no cap.</param>
/// <param name="CapUsed">How much of the cap other lines of the same period have used.</param>
public readonly record struct Reduction(decimal DiscountPercent, Money? Cap, Money CapUsed = default)
{
    /// <summary>Nothing is agreed.</summary>
    public static Reduction None => default;
}
