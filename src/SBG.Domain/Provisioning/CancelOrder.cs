using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Stop a delivery and undo what was done.</summary>
/// <param name="Actor">Who asks.</param>
public sealed record CancelOrder(Actor Actor)
{
    /// <summary>It was delivered, given up or cancelled.</summary>
    public static readonly Refusal OrderOver = new("provisioning/order-over");

    /// <summary>It is being undone already.</summary>
    public static readonly Refusal BeingUndone = new("provisioning/being-undone");

    /// <summary>A step was done beyond which nothing is undone.</summary>
    public static readonly Refusal PastNoReturn = new("provisioning/past-no-return");

    /// <summary>Why a line is not delivered whose order was cancelled.</summary>
    public static readonly Refusal Cancelled = new("provisioning/order-cancelled");

    /// <summary>What stands in the way.</summary>
    /// <param name="order">The order.</param>
    public static Refusal? Hindrance(ProvisioningOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order switch
        {
            { IsOver: true } => OrderOver,
            { Undo.Cause: UndoCause.Terminated or UndoCause.Drifted } => BeingUndone,
            { NoReturn: { } beyond } => PastNoReturn.With("step", beyond.Step.Key),
            { Undo.Cause: UndoCause.Failed } => BeingUndone,
            _ => null,
        };
    }

    /// <summary>Decides: a plan that undoes what was done, the last one done first.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(CancelOrder command, ProvisioningOrder order)
    {
        if (Hindrance(order) is { } refusal)
        {
            return refusal;
        }

        return order.Undo?.Cause == UndoCause.Cancelled
            ? Decision.Nothing
            : OrderFlow.Then(order, Undoing.Plan(order, UndoCause.Cancelled, code: Cancelled.Code, by: command.Actor.Subject));
    }
}
