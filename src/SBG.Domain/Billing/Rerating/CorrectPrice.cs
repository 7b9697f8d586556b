using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Rerating;

/// <summary>
/// Correct a price that was wrong: another version counts in its place, from its first day on. Invoices that were issued by the wrong one never change; notes are proposed for them.
/// </summary>
/// <param name="Number">The version that is corrected.</param>
/// <param name="Price">What it should have said.</param>
public sealed record CorrectPrice(int Number, SeatPrice Price)
{
    /// <summary>The plan has no such version.</summary>
    public static readonly Refusal UnknownVersion = new("billing/unknown-price-version");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="plan">The plan.</param>
    public static Decision<PricePlan> Decide(CorrectPrice command, PricePlan plan)
    {
        if (command.Price.Flaw() is { } flaw)
        {
            return flaw;
        }

        if (command.Price.Meter != plan.Meter)
        {
            return AddPriceVersion.OtherMeter.With("meter", plan.Meter ?? Charge.SeatMonths);
        }

        if (plan.Versions.FirstOrDefault(version => version.Number == command.Number) is not { } wrong)
        {
            return UnknownVersion.With("number", command.Number);
        }

        var inForce = plan.On(wrong.ValidFrom)!;
        return (inForce.MonthlyPerSeat, inForce.Charge) == (command.Price.OneSeat(), command.Price.Charge)
            ? Decision.Nothing
            : command.Price.Added(plan.Versions.Length + 1, wrong.ValidFrom) with { Corrects = command.Number };
    }
}
