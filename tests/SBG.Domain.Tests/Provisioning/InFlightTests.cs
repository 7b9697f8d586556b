using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class InFlightTests
{
    private static readonly ImmutableSortedDictionary<string, OptionValue> None = ImmutableSortedDictionary<string, OptionValue>.Empty;

    [Fact]
    public void A_cancelled_order_is_undone_in_reverse()
    {
        var order = By(Step("a"), Step("b"), Step("c", "manual")).Done("a", "b");
        CancelOrder.Decide(new(Agent), order).Keys().Should().Equal("undo [c b a] redo []", "withdraw c", "start undo b");
        order = order.After(CancelOrder.Decide(new(Agent), order));
        CancelOrder.Decide(new(Agent), order).Events.Should().BeEmpty("it is being cancelled");
        order = order.Undone("b", "a");
        order.Status.Should().Be(OrderStatus.Cancelled);
        CancelOrder.Decide(new(Agent), order).Refusal!.Code.Should().Be("provisioning/order-over");
    }

    [Fact]
    public void A_change_undoes_and_does_again_what_it_matters_for_and_what_came_after()
    {
        var order = By(Step("a") with { Uses = [] }, Step("b") with { Uses = ["quantity"] }, Step("c") with { Uses = [] }, Step("d", "manual")).Done("a", "b", "c");
        var changed = ChangeOrder.Decide(new(Agent, 3, None), order);
        changed.Keys().Should().Equal("undo [d c b] redo [b c d]", "withdraw d", "start undo c");
        order = order.After(changed);
        order.Quantity.Should().Be(1, "what was done is undone as it was done");
        CompleteStep.Decide(new("b", 1, Undo: true), order.Undone("c")).Keys().Should().Equal("undone b", "OrderChanged", "start b");
        order = order.Undone("c", "b");
        order.Should().BeEquivalentTo(new { Quantity = 3, Status = OrderStatus.InProgress, Undo = (UndoPlan?)null });
        order.Step("b")!.Attempt.Should().Be(2);
        order.Done("b", "c", "d").Status.Should().Be(OrderStatus.Completed);
    }

    [Fact]
    public void A_change_of_an_option_brings_steps_in_and_leaves_others_out()
    {
        var order = Opened(Command with
        {
            LicencePoolId = null,
            Options = None.Add("size", "14"),
            Plan = [Step("small") with { Condition = new("size", ["14"]) }, Step("large") with { Condition = new("size", ["16"]) }, Free("other") with { Uses = [] }],
        }).Done("small");
        var changed = ChangeOrder.Decide(new(Agent, 1, None.Add("size", "16")), order);
        changed.Keys().Should().Equal("undo [small] redo [small large]", "start undo small");
        CompleteStep.Decide(new("small", 1, Undo: true), order.After(changed)).Keys().Should().Equal("undone small", "OrderChanged", "skip small", "start large");
    }

    [Fact]
    public void A_change_that_matters_for_nothing_yet_only_says_so()
    {
        var order = By(Free("a") with { Uses = [] }, Step("b"));
        ChangeOrder.Decide(new(Agent, 2, None), order).Keys().Should().Equal("undo [] redo []", "OrderChanged");
        ChangeOrder.Decide(new(Agent, 1, None), order).Events.Should().BeEmpty();
    }

    [Fact]
    public void Past_a_point_of_no_return_nothing_is_changed_or_cancelled()
    {
        var order = By(Step("a") with { NoReturn = true }, Step("b")).Done("a");
        CancelOrder.Decide(new(Agent), order).Refusal!.Code.Should().Be("provisioning/past-no-return");
        ChangeOrder.Decide(new(Agent, 2, None), order).Refusal!.Code.Should().Be("provisioning/past-no-return");
    }

    [Fact]
    public void What_is_being_undone_is_not_changed()
    {
        var order = By(Step("a"), Step("b")).Done("a");
        var cancelled = order.After(CancelOrder.Decide(new(Agent), order));
        ChangeOrder.Decide(new(Agent, 2, None), cancelled).Refusal!.Code.Should().Be("provisioning/being-undone");
        var failing = order.Exhausted("b");
        CancelOrder.Decide(new(Agent), failing.After(Fallout.Compensate(Agent, failing))).Refusal!.Code.Should().Be("provisioning/being-undone");
    }
}
