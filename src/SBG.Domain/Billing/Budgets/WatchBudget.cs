using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Budgets;

/// <summary>Compare what a month cost so far with a budget.</summary>
/// <param name="Month">The month.</param>
/// <param name="Spent">What it cost so far, before taxes.</param>
public sealed record WatchBudget(BillingMonth Month, Money Spent)
{
    /// <summary>
    /// Decides; never refuses. Each threshold is told once for a month: looked at again, late or out of order, or after less was spent again, it records
    /// nothing.
    /// </summary>
    /// <param name="command">What was found.</param>
    /// <param name="budget">The budget.</param>
    public static Decision<Budget> Decide(WatchBudget command, Budget budget)
    {
        var month = command.Month.ToString();
        EventOf<Budget>[] reached =
        [
            .. budget.Thresholds
                .Where(percent => !budget.IsWithdrawn && command.Spent.Amount * 100m >= budget.MonthlyAmount.Amount * percent && budget.Alerts.All(alert => (alert.Month, alert.Threshold) != (month, percent)))
                .Select(percent => new BudgetThresholdReached(month, percent, command.Spent, budget.MonthlyAmount)),
        ];
        return reached;
    }

    /// <summary>What a month cost so far, by whom it is borne, before taxes.</summary>
    /// <param name="facts">The month's facts.</param>
    /// <param name="costCentre">The cost centre; null: the client as a whole.</param>
    public static Money SpentBy(InvoiceFacts facts, string? costCentre)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var preview = facts.Preview();
        return costCentre is null
            ? preview.Base
            : InvoicedLines.Of(preview, facts).SelectMany(line => line.Parts()).Where(part => UsageDimension.Of(part.Dimension).CostCentre == costCentre)
                .Aggregate(Money.Zero, (sum, part) => sum + part.Amount);
    }
}
