using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>Create a plan with its first price.</summary>
/// <param name="PlanId">The new plan.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ValidFrom">First day of the first price. It may lie in the past: nothing was charged under a plan that did not exist.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month.</param>
public sealed record CreatePricePlan(Guid PlanId, string Name, DateOnly ValidFrom, Money MonthlyPerSeat)
{
    /// <summary>A price is between 0 and 1,000,000 dollars, in whole cents.</summary>
    public static readonly Refusal NotAPrice = new("billing/not-a-price");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The plan of that id, if there is one: a retry records nothing twice.</param>
    public static Decision<PricePlan> Decide(CreatePricePlan command, PricePlan? existing)
    {
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        if (!IsPrice(command.MonthlyPerSeat))
        {
            return NotAPrice.With("amount", command.MonthlyPerSeat);
        }

        return Decision.Record<PricePlan>(
            new PricePlanCreated(command.PlanId, command.Name),
            new PriceVersionAdded(1, command.ValidFrom, command.MonthlyPerSeat));
    }

    internal static bool IsPrice(Money price) => price >= Money.Zero && price.Amount <= 1_000_000m && price.ToCent() == price;
}
