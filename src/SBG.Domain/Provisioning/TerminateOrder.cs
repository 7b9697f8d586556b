using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Give up what was delivered: every step that can be is undone, the last one done first.</summary>
/// <param name="Actor">Who asks.</param>
public sealed record TerminateOrder(Actor Actor)
{
    /// <summary>It is not delivered: on its way, given up, cancelled, or given up already.</summary>
    public static readonly Refusal NotDelivered = new("provisioning/not-delivered");

    /// <summary>What stands in the way.</summary>
    /// <param name="order">The order.</param>
    public static Refusal? Hindrance(ProvisioningOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Status == OrderStatus.Completed ? null : NotDelivered;
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(TerminateOrder command, ProvisioningOrder order)
    {
        if (order.Undo?.Cause == UndoCause.Terminated || order.Status == OrderStatus.Terminated)
        {
            return Decision.Nothing;
        }

        return Hindrance(order) is { } refusal ? refusal : OrderFlow.Then(order, Undoing.Plan(order, UndoCause.Terminated, by: command.Actor.Subject));
    }
}
