using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>What a version of a plan says that things cost: seats by one monthly price, or seats or a meter by a charge.</summary>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month; null when there is a charge.</param>
/// <param name="Charge">How seats, or what a meter reads, are charged; null when there is a monthly price.</param>
public sealed record SeatPrice(Money? MonthlyPerSeat, Charge? Charge = null)
{
    /// <summary>A price is between 0 and 1,000,000 dollars, in whole cents.</summary>
    public static readonly Refusal NotAPrice = new("billing/not-a-price");

    /// <summary>Either a monthly price or a charge is told, not both and not none.</summary>
    public static readonly Refusal OnePrice = new("billing/one-price");

    /// <summary>A member of the charge is missing, out of range or of no use to its model.</summary>
    public static readonly Refusal NotACharge = new("billing/not-a-charge");

    /// <summary>One monthly price.</summary>
    /// <param name="monthly">Dollars.</param>
    public static implicit operator SeatPrice(Money monthly) => new(monthly);

    /// <summary>The key of the meter that is charged; null: seats are.</summary>
    public string? Meter => Charge?.Meter is { } meter && meter != Charges.Charge.SeatMonths ? meter : null;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public Refusal? Flaw() => this switch
    {
        { MonthlyPerSeat: null, Charge: null } or { MonthlyPerSeat: not null, Charge: not null } => OnePrice,
        { MonthlyPerSeat: { } monthly } => ChargeRules.IsAmount(monthly) ? null : NotAPrice.With("amount", monthly),
        { Meter: null, Charge.Model: OneOffCharge or PercentageCharge } => NotACharge.With("member", "model"),
        { Meter: null, Charge.Over: not null } => NotACharge.With("member", "over"),
        _ => ChargeRules.Flaw(Charge!) is { } member ? NotACharge.With("member", member) : null,
    };

    /// <summary>What one seat held alone over one whole month costs, the price that catalogues show; for a meter, what a month without use costs.</summary>
    public Money OneSeat() =>
        MonthlyPerSeat ?? ChargeRating.Rate(Charge!, Meter is null ? new(1m) : Quantity.None, Share.Whole, Reduction.None, last: true).Amount;

    /// <summary>The version that says so.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="validFrom">Its first day.</param>
    internal PriceVersionAdded Added(int number, DateOnly validFrom) => new(number, validFrom, OneSeat(), Charge);
}
