using System.Collections.Immutable;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using Xunit;
using static SBG.Domain.Tests.Provisioning.Orders;

namespace SBG.Domain.Tests.Provisioning;

public sealed class TerminateTests
{
    private static readonly ImmutableSortedDictionary<string, OptionValue> None = ImmutableSortedDictionary<string, OptionValue>.Empty;

    [Fact]
    public void What_was_delivered_is_undone_in_reverse_also_beyond_a_point_of_no_return()
    {
        var order = By(Step("a"), Step("b") with { NoReturn = true }, Step("c") with { Compensable = false }).Done("a", "b", "c");
        TerminateOrder.Decide(new(Agent), order).Keys().Should().Equal("undo [b a] redo []", "start undo b");
        order = order.After(TerminateOrder.Decide(new(Agent), order));
        TerminateOrder.Decide(new(Agent), order).Events.Should().BeEmpty("it is being given up");
        CancelOrder.Decide(new(Agent), order).Refusal!.Code.Should().Be("provisioning/being-undone");
        order = order.Undone("b", "a");
        order.Should().BeEquivalentTo(new { Status = OrderStatus.Terminated, IsOver = true, Undo = (UndoPlan?)null });
        TerminateOrder.Decide(new(Agent), order).Events.Should().BeEmpty("it is given up");
    }

    [Fact]
    public void What_is_not_delivered_cannot_be_given_up() =>
        TerminateOrder.Decide(new(Agent), By(Step("a"))).Refusal!.Code.Should().Be("provisioning/not-delivered");

    [Fact]
    public void A_resource_keeps_its_id_over_attempts_and_gets_another_once_it_was_undone_or_taken_back()
    {
        var order = By(Step("a", attempts: 5), Step("b"));
        var first = order.ResourceOf(order.Step("a")!);
        order = order.After(FailStep.Decide(new("a", 1, "provisioning/timed-out"), order));
        order = order.After(Begun(2));
        order.ResourceOf(order.Step("a")!).Should().Be(first);
        order = order.After(FailStep.Decide(new("a", 2, "provisioning/timed-out", Cleared: true), order));
        order = order.After(Begun(3));
        var second = order.ResourceOf(order.Step("a")!);
        second.Should().NotBe(first);
        order = order.Exhausted("a");
        order = order.After(Fallout.Retry("a", Agent, order));
        order.ResourceOf(order.Step("a")!).Should().Be(second, "an agent who lets it be tried again knows nothing of what was made");
        order = order.Done("a");
        order = order.After(ChangeOrder.Decide(new(Agent, 2, None), order));
        order.ResourceOf(order.Step("a")!).Should().Be(second);
        order = order.After(FailStep.Decide(new("b", 1, "provisioning/timed-out"), order)).Undone("b", "a");
        order.ResourceOf(order.Step("a")!).Should().NotBe(second);

        Domain.Kernel.Decision<ProvisioningOrder> Begun(int attempt) => StartStep.Decide(new("a", attempt), order);
    }

    [Fact]
    public void A_change_is_told_to_what_stands_instead_of_undoing_it()
    {
        var order = By(Step("a") with { UpdatedInPlace = true }, Step("b") with { Uses = [] }, Step("c", "manual")).Done("a", "b");
        ChangeOrder.Decide(new(Agent, 3, None), order).Keys().Should().Equal("undo [c] redo [a c]", "withdraw c", "OrderChanged", "start a", "start c");
        order = order.After(ChangeOrder.Decide(new(Agent, 3, None), order));
        order.Step("a").Should().BeEquivalentTo(new { Stands = true, Attempt = 2, MayHaveEffect = true });
        order.After(CancelOrder.Decide(new(Agent), order)).Step("b")!.Status.Should().Be(StepStatus.Completed, "the update ends first");
        order = order.Done("a");
        order.Step("a")!.Stands.Should().BeFalse();
        order.After(CancelOrder.Decide(new(Agent), order)).Undone("b", "a").Status.Should().Be(OrderStatus.Cancelled);
    }
}
