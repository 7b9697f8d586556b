using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>Decide a price that applies from today or from a day to come.</summary>
/// <param name="ValidFrom">First day, in the zone of the client who is charged.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month.</param>
public sealed record AddPriceVersion(DateOnly ValidFrom, Money MonthlyPerSeat)
{
    /// <summary>The day is over: a price never changes what was charged.</summary>
    public static readonly Refusal InThePast = new("billing/price-in-the-past");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="today">The day that it is for the provider.</param>
    public static Decision<PricePlan> Decide(AddPriceVersion command, PricePlan plan, DateOnly today)
    {
        if (plan.Versions is [.., var last] && last.ValidFrom == command.ValidFrom && last.MonthlyPerSeat == command.MonthlyPerSeat)
        {
            return Decision.Nothing;
        }

        if (command.ValidFrom < today)
        {
            return InThePast.With("validFrom", Iso(command.ValidFrom)).With("today", Iso(today));
        }

        if (!CreatePricePlan.IsPrice(command.MonthlyPerSeat))
        {
            return CreatePricePlan.NotAPrice.With("amount", command.MonthlyPerSeat);
        }

        return new PriceVersionAdded(plan.Versions.Length + 1, command.ValidFrom, command.MonthlyPerSeat);
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
