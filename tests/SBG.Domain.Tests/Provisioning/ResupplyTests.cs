using FluentAssertions;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Suppliers;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class ResupplyTests
{
    private static readonly OrderSupplier North = new("nord", "Nord", 1, 2);
    private static readonly OrderSupplier South = new("sud", "Sud", 2, 2, "AO-1");

    [Fact]
    public void What_another_supplier_does_otherwise_is_undone_and_done_again_with_what_came_after()
    {
        var order = Supplied(Free("a"), Step("b"), Step("c"), Free("d")).Done("a", "b", "c", "d");
        order.Status.Should().Be(OrderStatus.Completed);
        order = Supplied(Free("a"), Step("b"), Step("c"), Free("d", "manual")).Done("a", "b", "c");
        var decided = ResupplyOrder.Decide(new(Agent, Supply(Free("a"), Step("b", "manual"), Step("c"), Free("d", "manual")), ["b"]), order);
        decided.Keys().Should().Equal("undo [c b] redo [b c]", "start undo c");
        order = order.After(decided);
        order.Step("b")!.Step.Connector.Should().Be("simulated", "what was done is undone by who did it");
        order.Supplier.Should().Be(North);
        order = order.Undone("c", "b");
        (order.Supplier, order.Step("b")!.Step.Connector, order.Step("b")!.Attempt).Should().Be((South, "manual", 2));
        order.Step("a")!.Status.Should().Be(StepStatus.Completed);
        order.Done("b", "c", "d").Status.Should().Be(OrderStatus.Completed);
    }

    [Fact]
    public void A_step_that_was_given_up_is_done_by_the_other_supplier()
    {
        var order = Supplied(Free("a"), Step("b")).Done("a").Exhausted("b");
        order.Status.Should().Be(OrderStatus.Held);
        var decided = ResupplyOrder.Decide(new(Agent, Supply(Free("a"), Step("b", "webhook")), ["b"]), order);
        decided.Keys().Should().Equal("undo [b] redo [b]", "start undo b");
        order.After(decided).Undone("b").Done("b").Should().BeEquivalentTo(new { Status = OrderStatus.Completed, Supplier = South });
    }

    [Fact]
    public void Seats_of_another_pool_are_taken_anew_and_steps_that_did_not_begin_only_change()
    {
        var order = Opened(Command with { Plan = [Free("seat", "licence"), Step("b")], Supplier = North }).Done("seat");
        var decided = ResupplyOrder.Decide(new(Agent, new(South, [Free("seat", "licence"), Step("b", "manual")], Offer), ["b"]), order);
        decided.Keys().Should().Equal("undo [b seat] redo [seat b]");
        order = order.After(decided).After(FailStep.Decide(new("b", 1, "provisioning/timed-out"), order.After(decided)));
        order.LicencePoolId.Should().Be(Pool);
        order.Undone("b", "seat").LicencePoolId.Should().Be(Offer);
    }

    [Fact]
    public void Without_another_supplier_or_past_a_point_of_no_return_it_is_refused_and_the_same_supplier_records_nothing()
    {
        var supply = Supply(Free("a", "manual"));
        ResupplyOrder.Decide(new(Agent, supply, ["a"]), By(Free("a"))).Refusal.Should().Be(ResupplyOrder.NoOther);
        ResupplyOrder.Decide(new(Agent, supply, ["a"]), Supplied(Free("a") with { NoReturn = true }, Step("b")).Done("a")).Refusal!.Code.Should().Be("provisioning/past-no-return");
        ResupplyOrder.Decide(new(Agent, supply, ["a"]), Supplied(Free("a")).Done("a")).Refusal!.Code.Should().Be("provisioning/order-over");
        ResupplyOrder.Decide(new(Agent, supply with { Supplier = North }, ["a"]), Supplied(Free("a"))).Events.Should().BeEmpty();
    }

    private static ProvisioningOrder Supplied(params OrderStep[] plan) => Opened(Command with { Plan = [.. plan], LicencePoolId = null, Supplier = North });

    private static OrderSupply Supply(params OrderStep[] plan) => new(South, [.. plan], null);
}
