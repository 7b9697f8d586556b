using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing.Budgets;
using SBG.Domain.Kernel;
using Xunit;
using static SBG.Domain.Tests.Billing.Invoices.InvoiceWorld;

namespace SBG.Domain.Tests.Billing.Budgets;

public sealed class BudgetTests
{
    private static readonly Guid Id = Budget.StreamOf(Client, "TI");
    private static readonly Budget Hundred = Fold(null, new BudgetSet(Id, "TI", new(100m), [50, 80, 100]));

    [Fact]
    public void A_budget_is_set_once_and_can_be_set_anew()
    {
        SetBudget.Decide(new(Id, "TI", new(100m), [100, 50, 80]), null).Events.Single().Should().BeEquivalentTo(new BudgetSet(Id, "TI", new(100m), [50, 80, 100]));
        SetBudget.Decide(new(Id, "TI", new(100m), [80, 100, 50]), Hundred).Events.Should().BeEmpty();
        SetBudget.Decide(new(Id, "TI", new(100m), [80, 100, 50]), Fold(Hundred, new BudgetWithdrawn())).Events.Should().ContainSingle();
        WithdrawBudget.Decide(Hundred).Events.Should().ContainSingle();
        WithdrawBudget.Decide(Fold(Hundred, new BudgetWithdrawn())).Events.Should().BeEmpty();
    }

    [Theory]
    [InlineData("0", 50)]
    [InlineData("0.001", 50)]
    [InlineData("10", 0)]
    [InlineData("10", 1001)]
    [InlineData("10", 50, 50)]
    [InlineData("10")]
    public void What_is_no_budget_is_refused(string amount, params int[] thresholds) =>
        SetBudget.Decide(new(Id, null, new(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)), [.. thresholds]), null).Refusal.Should().Be(SetBudget.NotABudget);

    [Fact]
    public void Each_threshold_is_told_once_for_a_month()
    {
        var reached = WatchBudget.Decide(new(November, new(80m)), Hundred).Events;
        reached.Should().Equal(new BudgetThresholdReached("2026-11", 50, new(80m), new(100m)), new BudgetThresholdReached("2026-11", 80, new(80m), new(100m)));
        var told = Fold(Hundred, [.. reached]);
        WatchBudget.Decide(new(November, new(99.99m)), told).Events.Should().BeEmpty();
        WatchBudget.Decide(new(November, new(10m)), told).Events.Should().BeEmpty("less is spent by a correction: nothing is untold");
        WatchBudget.Decide(new(new(2026, 12), new(50m)), told).Events.Should().ContainSingle("another month is told by itself");
        WatchBudget.Decide(new(November, new(500m)), Fold(told, new BudgetWithdrawn())).Events.Should().BeEmpty();
        WatchBudget.Decide(new(November, new(500m)), Fold(told, new BudgetSet(Id, "TI", new(200m), [50, 80, 100]))).Events.Should().ContainSingle("those that were told this month stay told");
    }

    [Fact]
    public void Looks_in_any_order_and_any_number_tell_each_threshold_at_most_once() =>
        Gen.Select(Gen.Int[10, 12], Gen.Long[0, 20_000]).Array[1, 40].Sample(looks =>
        {
            var budget = looks.Aggregate(Hundred, (state, look) => Fold(state, [.. WatchBudget.Decide(new(new(2026, look.Item1), new(look.Item2 / 100m)), state).Events]));
            budget.Alerts.Select(alert => (alert.Month, alert.Threshold)).Should().OnlyHaveUniqueItems();
            budget.Alerts.Length.Should().Be(looks.GroupBy(look => look.Item1).Sum(month => Hundred.Thresholds.Count(percent => month.Max(look => look.Item2) >= percent * 100)));
        });

    [Fact]
    public void What_is_spent_is_the_preview_and_its_parts()
    {
        var facts = Facts();
        facts = facts with { Seats = [.. facts.Seats.Select(seat => seat with { CostCentre = "TI" })] };
        (WatchBudget.SpentBy(facts, null), WatchBudget.SpentBy(facts, "TI"), WatchBudget.SpentBy(facts, "RH")).Should().Be((new Money(42m), new Money(42m), Money.Zero));
    }

    private static Budget Fold(Budget? state, params EventOf<Budget>[] happened) => happened.Aggregate(state, (budget, e) => Budget.Evolve(budget, e, InDecember))!;
}
