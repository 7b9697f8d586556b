using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>Create a plan with its first price.</summary>
/// <param name="PlanId">The new plan.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ValidFrom">First day of the first price. It may lie in the past: nothing was charged under a plan that did not exist.</param>
/// <param name="Price">What seats cost.</param>
public sealed record CreatePricePlan(Guid PlanId, string Name, DateOnly ValidFrom, SeatPrice Price)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The plan of that id, if there is one: a retry records nothing twice.</param>
    public static Decision<PricePlan> Decide(CreatePricePlan command, PricePlan? existing)
    {
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        if (command.Price.Flaw() is { } flaw)
        {
            return flaw;
        }

        return Decision.Record<PricePlan>(
            new PricePlanCreated(command.PlanId, command.Name),
            command.Price.Added(1, command.ValidFrom));
    }
}
