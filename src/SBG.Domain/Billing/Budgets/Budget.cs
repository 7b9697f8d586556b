using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Budgets;

/// <summary>A threshold that was reached.</summary>
/// <param name="Month">The month, <c>yyyy-MM</c>.</param>
/// <param name="Threshold">The percentage.</param>
/// <param name="Spent">What the month cost so far, before taxes.</param>
/// <param name="MonthlyAmount">The budget as it was.</param>
/// <param name="At">When it was found (UTC).</param>
public sealed record BudgetAlert(string Month, int Threshold, Money Spent, Money MonthlyAmount, DateTimeOffset At);

/// <summary>What a month may cost, of a client or of one of its cost centres, before someone is told. It stops nothing.</summary>
/// <param name="Id">Derived from client and cost centre.</param>
/// <param name="CostCentre">The cost centre; null: the client as a whole.</param>
/// <param name="MonthlyAmount">Dollars a month before taxes.</param>
/// <param name="Thresholds">Percentages of it at which someone is told, ascending.</param>
/// <param name="IsWithdrawn">Whether nobody is told any more.</param>
/// <param name="Settings">How often it was set: each time a new watch begins and the one before it ends.</param>
/// <param name="Alerts">The thresholds that were reached, in the order in which they were found; those of the last months.</param>
public sealed record Budget(
    Guid Id, string? CostCentre, Money MonthlyAmount, ImmutableArray<int> Thresholds, bool IsWithdrawn, int Settings, ImmutableArray<BudgetAlert> Alerts) : IState<Budget>
{
    /// <summary>Months of which alerts are kept in the state; all are in the stream.</summary>
    public const int MonthsKept = 13;

    /// <summary>The stream of a cost centre.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="costCentre">The cost centre; null: the client as a whole.</param>
    public static Guid StreamOf(string clientId, string? costCentre) => costCentre is null ? DerivedId.Of("budget", clientId) : DerivedId.Of("budget", clientId, costCentre);

    /// <inheritdoc/>
    public static Budget? Evolve(Budget? state, EventOf<Budget> happened, DateTimeOffset at) => (state, happened) switch
    {
        (_, BudgetSet e) => new(e.BudgetId, e.CostCentre, e.MonthlyAmount, e.Thresholds, false, (state?.Settings ?? 0) + 1, state?.Alerts ?? []),
        ({ }, BudgetThresholdReached e) => state with { Alerts = state.With(new(e.Month, e.Threshold, e.Spent, e.MonthlyAmount, at)) },
        ({ }, BudgetWithdrawn) => state with { IsWithdrawn = true },
        _ => state,
    };

    private ImmutableArray<BudgetAlert> With(BudgetAlert alert)
    {
        var oldest = Alerts.Select(one => one.Month).Append(alert.Month).Distinct().OrderDescending(StringComparer.Ordinal).Take(MonthsKept).Last();
        return [.. Alerts.Append(alert).Where(one => string.CompareOrdinal(one.Month, oldest) >= 0)];
    }
}
