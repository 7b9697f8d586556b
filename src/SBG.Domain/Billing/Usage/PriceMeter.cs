using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>Charge what a meter reads by a new plan.</summary>
/// <param name="PricePlanId">The plan.</param>
/// <param name="Charge">How its first version charges.</param>
public sealed record PriceMeter(Guid PricePlanId, Charge Charge)
{
    /// <summary>Another plan charges the meter: its reports would be charged twice.</summary>
    public static readonly Refusal AlreadyPriced = new("billing/meter-priced");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="meter">The meter that the charge names, if there is one.</param>
    public static Decision<Meter> Decide(PriceMeter command, Meter? meter) => meter switch
    {
        null => UsageReport.UnknownMeter.With("meter", command.Charge.Meter ?? string.Empty),
        { PricePlanId: { } priced } => priced == command.PricePlanId ? Decision.Nothing : AlreadyPriced.With("meter", meter.Key).With("plan", priced),
        { Aggregation: not Aggregation.TimeWeighted } when command.Charge.Over is not null => SeatPrice.NotACharge.With("member", "over"),
        { Aggregation: not Aggregation.Sum } when command.Charge.Model is PercentageCharge => SeatPrice.NotACharge.With("member", "model"),
        _ => new MeterPriced(meter.Id, command.PricePlanId),
    };
}
