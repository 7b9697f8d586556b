using System.Collections.Immutable;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Budgets;

/// <summary>Set what a month may cost before someone is told, in place of what was set before.</summary>
/// <param name="BudgetId">The budget.</param>
/// <param name="CostCentre">The cost centre; null: the client as a whole.</param>
/// <param name="MonthlyAmount">Dollars a month before taxes.</param>
/// <param name="Thresholds">Percentages of it.</param>
public sealed record SetBudget(Guid BudgetId, string? CostCentre, Money MonthlyAmount, ImmutableArray<int> Thresholds)
{
    /// <summary>Most thresholds of a budget.</summary>
    public const int MostThresholds = 10;

    /// <summary>Largest threshold, in percent.</summary>
    public const int MostPercent = 1_000;

    /// <summary>The amount is not from 0.01 to a million dollars in whole cents, or thresholds are not 1 to 10 different percentages from 1 to 1,000.</summary>
    public static readonly Refusal NotABudget = new("billing/not-a-budget");

    /// <summary>Decides; what is set already records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="budget">What is set; null for nothing.</param>
    public static Decision<Budget> Decide(SetBudget command, Budget? budget)
    {
        ImmutableArray<int> thresholds = [.. command.Thresholds.Order()];
        var isSound = command.MonthlyAmount > Money.Zero && ChargeRules.IsAmount(command.MonthlyAmount)
            && thresholds.Length is > 0 and <= MostThresholds && thresholds.All(percent => percent is > 0 and <= MostPercent) && thresholds.Distinct().Count() == thresholds.Length;
        return !isSound ? NotABudget
            : budget is { IsWithdrawn: false } && budget.MonthlyAmount == command.MonthlyAmount && budget.Thresholds.SequenceEqual(thresholds) ? Decision.Nothing
            : new BudgetSet(command.BudgetId, command.CostCentre, command.MonthlyAmount, thresholds);
    }
}

/// <summary>Tell nobody any more.</summary>
public static class WithdrawBudget
{
    /// <summary>Decides; never refuses: what is withdrawn already records nothing.</summary>
    /// <param name="budget">The budget.</param>
    public static Decision<Budget> Decide(Budget budget) => budget.IsWithdrawn ? Decision.Nothing : new BudgetWithdrawn();
}
