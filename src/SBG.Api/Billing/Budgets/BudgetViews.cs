using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Api.Billing.Invoices;
using SBG.Api.Kernel;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Budgets;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Budgets;

/// <summary>What a month may cost before someone is told.</summary>
/// <param name="MonthlyAmount">Dollars a month before taxes, to the cent.</param>
/// <param name="Thresholds">Percentages of it at which someone is told.</param>
/// <param name="CostCentre">The cost centre; absent: the client as a whole.</param>
public sealed record SetBudgetBody(
    Money MonthlyAmount,
    [MinLength(1), MaxLength(SetBudget.MostThresholds)] IReadOnlyList<int> Thresholds,
    [StringLength(200, MinimumLength = 1)] string? CostCentre = null);

/// <summary>A budget, and how much of it is spent.</summary>
/// <param name="Id">The budget.</param>
/// <param name="CostCentre">The cost centre; absent: the client as a whole.</param>
/// <param name="MonthlyAmount">Dollars a month before taxes.</param>
/// <param name="Thresholds">Percentages of it at which someone is told, ascending.</param>
/// <param name="Month">The month that it is for the client, <c>yyyy-MM</c>.</param>
/// <param name="Spent">What the month cost so far, before taxes.</param>
/// <param name="SpentPercent">Of the budget, to the hundredth.</param>
/// <param name="Withdrawn">Whether nobody is told any more.</param>
/// <param name="Alerts">The thresholds that were reached in the last months, each once for a month.</param>
/// <param name="Actions">What the caller may do now.</param>
public sealed record BudgetView(
    Guid Id,
    string? CostCentre,
    Money MonthlyAmount,
    ImmutableArray<int> Thresholds,
    string Month,
    Money Spent,
    decimal SpentPercent,
    bool Withdrawn,
    ImmutableArray<BudgetAlert> Alerts,
    IReadOnlyList<string> Actions)
{
    internal static BudgetView Of(Budget budget, BillingMonth month, Money spent, Actor caller) => new(
        budget.Id,
        budget.CostCentre,
        InvoiceContentView.Cents(budget.MonthlyAmount),
        budget.Thresholds,
        month.ToString(),
        InvoiceContentView.Cents(spent),
        Math.Round(spent.Amount * 100m / budget.MonthlyAmount.Amount, 2, MidpointRounding.AwayFromZero),
        budget.IsWithdrawn,
        budget.Alerts,
        new Actions(caller).May("withdraw", BudgetEndpoints.Keepers).Listed);
}
