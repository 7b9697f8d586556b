using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Budgets;

/// <summary>A client set what a month may cost before someone is told, or set it anew.</summary>
/// <param name="BudgetId">Derived from client and cost centre: there is one for each.</param>
/// <param name="CostCentre">The cost centre; null: the client as a whole.</param>
/// <param name="MonthlyAmount">Dollars a month before taxes, to the cent.</param>
/// <param name="Thresholds">Percentages of it at which someone is told, ascending.</param>
[StoredAs("budget_set")]
public sealed record BudgetSet(Guid BudgetId, string? CostCentre, Money MonthlyAmount, ImmutableArray<int> Thresholds) : EventOf<Budget>;

/// <summary>A threshold was reached: told once for each month.</summary>
/// <param name="Month">The month, <c>yyyy-MM</c>.</param>
/// <param name="Threshold">The percentage.</param>
/// <param name="Spent">What the month cost so far, before taxes.</param>
/// <param name="MonthlyAmount">The budget as it was.</param>
[StoredAs("budget_threshold_reached")]
public sealed record BudgetThresholdReached(string Month, int Threshold, Money Spent, Money MonthlyAmount) : EventOf<Budget>;

/// <summary>Nobody is told any more.</summary>
[StoredAs("budget_withdrawn")]
public sealed record BudgetWithdrawn : EventOf<Budget>;
