using FluentAssertions;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class DriftTests
{
    [Fact]
    public void What_differs_is_recorded_once_and_what_is_not_known_counts_as_before()
    {
        var order = By(Step("a"), Step("b")).Done("a", "b");
        OrderDrift.Found(Told(("a", Holding.AsDelivered)), order).Events.Should().BeEmpty();
        order = order.After(OrderDrift.Found(Told(("a", Holding.Nothing), ("b", Holding.Otherwise)), order));
        order.Drift!.Value.Should().Equal(new StepDrift("a", Holding.Nothing), new StepDrift("b", Holding.Otherwise));
        OrderDrift.Found(Told(("a", Holding.Nothing), ("b", Holding.Unknown)), order).Events.Should().BeEmpty();
        order.After(OrderDrift.Found(Told(("a", Holding.AsDelivered), ("b", Holding.AsDelivered)), order)).Drift.Should().BeNull();
    }

    [Fact]
    public void An_agent_lets_only_what_differs_be_undone_and_done_again()
    {
        var order = By(Step("a"), Step("b") with { NoReturn = true }, Step("c")).Done("a", "b", "c");
        OrderDrift.Correct(Agent, order).Refusal.Should().Be(OrderDrift.None);
        order = order.After(OrderDrift.Found(Told(("b", Holding.Nothing)), order));
        OrderDrift.Correct(Agent, order).Keys().Should().Equal("undo [b] redo [b]", "start undo b");
        var before = order.ResourceOf(order.Step("b")!);
        order = order.After(OrderDrift.Correct(Agent, order));
        CancelOrder.Decide(new(Agent), order).Refusal!.Code.Should().Be("provisioning/being-undone");
        order = order.Undone("b");
        order.Should().BeEquivalentTo(new { Status = OrderStatus.InProgress, Undo = (UndoPlan?)null });
        order.Drift.Should().BeNull();
        order.ResourceOf(order.Step("b")!).Should().NotBe(before);
        order.Done("b").Status.Should().Be(OrderStatus.Completed);
    }

    [Fact]
    public void What_is_there_is_only_changed_where_it_can_be()
    {
        var order = By(Step("a") with { UpdatedInPlace = true }).Done("a");
        var changed = order.After(OrderDrift.Found(Told(("a", Holding.Otherwise)), order));
        OrderDrift.Correct(Agent, changed).Keys().Should().Equal("undo [] redo [a]", "OrderCorrected", "start a");
        changed.After(OrderDrift.Correct(Agent, changed)).Step("a")!.Stands.Should().BeTrue();
        var lost = order.After(OrderDrift.Found(Told(("a", Holding.Nothing)), order));
        OrderDrift.Correct(Agent, lost).Keys().Should().Equal("undo [a] redo [a]", "start undo a");
    }

    [Fact]
    public void Only_what_is_delivered_can_differ() =>
        OrderDrift.Found(Told(("a", Holding.Nothing)), By(Step("a"))).Refusal!.Code.Should().Be("provisioning/not-delivered");

    private static Dictionary<string, Holding> Told(params (string Step, Holding Holding)[] told) => told.ToDictionary(step => step.Step, step => step.Holding);
}
