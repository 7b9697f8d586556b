using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>What an agent decides about a step that was given up, or that could not be undone: again, without it, or undo all.</summary>
public static class Fallout
{
    /// <summary>No agent's decision is awaited about it.</summary>
    public static readonly Refusal NotFallenOut = new("provisioning/not-fallen-out");

    /// <summary>What stands in the way of trying a step again or leaving it out.</summary>
    /// <param name="order">The order.</param>
    /// <param name="stepKey">The step.</param>
    public static Refusal? Hindrance(ProvisioningOrder order, string stepKey)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Step(stepKey) switch
        {
            { FellOut: true } when order.Status == OrderStatus.Held => null,
            { Status: StepStatus.Failed } when order.Status == OrderStatus.Partial => null,

            // While a step stays given up that undoes the order, any other would be withdrawn again at once.
            { IsDone: false } when order.Status == OrderStatus.Partial && !order.Steps.Any(step => step.Status == StepStatus.Failed && OrderFlow.EndsInUndoing(step)) => null,
            _ => NotFallenOut.With("step", stepKey),
        };
    }

    /// <summary>What stands in the way of undoing the order.</summary>
    /// <param name="order">The order.</param>
    public static Refusal? Hindrance(ProvisioningOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order is { Status: OrderStatus.Held, Undo: null } ? null : NotFallenOut.With("step", "*");
    }

    /// <summary>Try again; the attempts are counted anew.</summary>
    /// <param name="stepKey">The step.</param>
    /// <param name="actor">The agent.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Retry(string stepKey, Actor actor, ProvisioningOrder order) =>
        Hindrance(order, stepKey) is { } refusal ? refusal : OrderFlow.Then(order, new StepRetried(order.Id, stepKey, actor.Subject));

    /// <summary>Go on without it; of an undoing: nothing is left to undo.</summary>
    /// <param name="stepKey">The step.</param>
    /// <param name="actor">The agent.</param>
    /// <param name="reason">Why.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Skip(string stepKey, Actor actor, Sealed<string> reason, ProvisioningOrder order) =>
        Hindrance(order, stepKey) is { } refusal ? refusal
        : order.Step(stepKey) is { Undo: { } undo }
            ? OrderFlow.Then(order, new StepUndone(order.Id, stepKey, undo.Attempt, SettledBy: actor.Subject, Reason: reason))
            : OrderFlow.Then(order, new StepSkipped(order.Id, stepKey, actor.Subject, reason));

    /// <summary>Undo what was done; the order fails.</summary>
    /// <param name="actor">The agent.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Compensate(Actor actor, ProvisioningOrder order)
    {
        if (Hindrance(order) is { } refusal)
        {
            return refusal;
        }

        var step = order.Steps.First(step => step.FellOut);
        return OrderFlow.Then(order, Undoing.Plan(order, UndoCause.Failed, step.Step.Key, step.FailureCode, actor.Subject));
    }
}
