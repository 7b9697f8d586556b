using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Rehearsals;

/// <summary>Try a price on real months.</summary>
/// <param name="RehearsalId">The new rehearsal.</param>
/// <param name="Price">The price.</param>
/// <param name="Months">The months.</param>
public sealed record RehearsePrice(Guid RehearsalId, SeatPrice Price, ImmutableArray<BillingMonth> Months)
{
    /// <summary>A month has not begun: nothing of it is real.</summary>
    public static readonly Refusal MonthToCome = new("billing/rehearsal-of-month-to-come");

    /// <summary>What stands in the way, before anything is computed.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="current">The month that it is in Québec.</param>
    public static Refusal? Flaw(RehearsePrice command, PricePlan plan, BillingMonth current) =>
        command.Price.Flaw() is { } flaw ? flaw
        : command.Price.Meter != plan.Meter ? AddPriceVersion.OtherMeter.With("meter", plan.Meter ?? Charge.SeatMonths)
        : command.Months.FirstOrDefault(month => month.FirstDay > current.FirstDay) is { Year: > 0 } early ? MonthToCome.With("month", early)
        : null;

    /// <summary>The plan as if the price had always been in force.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="price">The price.</param>
    public static PricePlan Tried(PricePlan plan, SeatPrice price)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(price);
        return plan with { Versions = [new(plan.Versions.Length + 1, DateOnly.MinValue, price.OneSeat(), price.Charge)] };
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="current">The month that it is in Québec.</param>
    /// <param name="clients">What was computed.</param>
    public static Decision<PriceRehearsal> Decide(RehearsePrice command, PricePlan plan, BillingMonth current, ImmutableArray<RehearsedMonth> clients) =>
        Flaw(command, plan, current) is { } flaw
            ? flaw
            : new PriceRehearsed(
                command.RehearsalId, plan.Id, plan.Versions.Length, command.Price.OneSeat(), command.Price.Charge,
                [.. command.Months.Order(Comparer<BillingMonth>.Create((one, other) => one.FirstDay.CompareTo(other.FirstDay))).Select(month => month.ToString()).Distinct()],
                [.. clients.OrderBy(client => client.ClientId, StringComparer.Ordinal).ThenBy(client => client.Month, StringComparer.Ordinal)]);
}
