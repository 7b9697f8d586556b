using System.Globalization;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Rehearsals;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>Decide a price that applies from today or from a day to come.</summary>
/// <param name="ValidFrom">First day, in the zone of the client who is charged.</param>
/// <param name="Price">What seats cost.</param>
public sealed record AddPriceVersion(DateOnly ValidFrom, SeatPrice Price)
{
    /// <summary>The day is over: a price never changes what was charged.</summary>
    public static readonly Refusal InThePast = new("billing/price-in-the-past");

    /// <summary>The price was not tried on real months.</summary>
    public static readonly Refusal NotRehearsed = new("billing/price-not-rehearsed");

    /// <summary>The rehearsal is of another price, or the plan has got other versions since.</summary>
    public static readonly Refusal OtherRehearsal = new("billing/other-rehearsal");

    /// <summary>The plan charges something else: a plan of seats stays one of seats, that of a meter the meter's.</summary>
    public static readonly Refusal OtherMeter = new("billing/other-meter");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="today">The day that it is for the provider.</param>
    /// <param name="rehearsal">The rehearsal of the price; null: there is none.</param>
    public static Decision<PricePlan> Decide(AddPriceVersion command, PricePlan plan, DateOnly today, PriceRehearsal? rehearsal)
    {
        if (command.Price.Flaw() is { } flaw)
        {
            return flaw;
        }

        if (command.Price.Meter != plan.Meter)
        {
            return OtherMeter.With("meter", plan.Meter ?? Charge.SeatMonths);
        }

        if (plan.Versions is [.., var last]
            && (last.ValidFrom, last.MonthlyPerSeat, last.Charge) == (command.ValidFrom, command.Price.OneSeat(), command.Price.Charge))
        {
            return Decision.Nothing;
        }

        if (command.ValidFrom < today)
        {
            return InThePast.With("validFrom", Iso(command.ValidFrom)).With("today", Iso(today));
        }

        if (rehearsal is null)
        {
            return NotRehearsed;
        }

        return (rehearsal.PricePlanId, rehearsal.Versions, rehearsal.MonthlyPerSeat, rehearsal.Charge) == (plan.Id, plan.Versions.Length, command.Price.OneSeat(), command.Price.Charge)
            ? command.Price.Added(plan.Versions.Length + 1, command.ValidFrom) with { RehearsalId = rehearsal.Id }
            : OtherRehearsal;
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
