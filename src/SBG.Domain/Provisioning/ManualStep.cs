using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>What an agent can say of a step from the work queue, or of its undoing: done, or impossible.</summary>
public static class ManualStep
{
    /// <summary>A connector carries the step out, not an agent.</summary>
    public static readonly Refusal NotManual = new("provisioning/not-manual");

    /// <summary>The step waits for nobody: its turn has not come, or it is over.</summary>
    public static readonly Refusal NotOpen = new("provisioning/step-not-open");

    /// <summary>An agent said that it cannot be done.</summary>
    public static readonly Refusal GivenUpByAgent = new("provisioning/given-up-by-agent");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="order">The order.</param>
    /// <param name="stepKey">The step.</param>
    public static Refusal? Hindrance(ProvisioningOrder order, string stepKey)
    {
        var step = order.Step(stepKey);
        return step switch
        {
            { Step.IsManual: false } => NotManual.With("step", stepKey),
            { } when order.Awaits(stepKey, step.Attempt) || IsUndone(order, step) => null,
            _ => NotOpen.With("step", stepKey),
        };
    }

    /// <summary>It is done.</summary>
    /// <param name="stepKey">The step.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Complete(string stepKey, ProvisioningOrder order) =>
        Hindrance(order, stepKey) is { } refusal ? refusal
        : order.Step(stepKey) is { Undo: { } undo } ? CompleteStep.Decide(new(stepKey, undo.Attempt, Undo: true), order)
        : CompleteStep.Decide(new(stepKey, order.Step(stepKey)!.Attempt), order);

    /// <summary>It cannot be done: no other attempt follows, the order is undone and fails.</summary>
    /// <param name="stepKey">The step.</param>
    /// <param name="reason">Why.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> GiveUp(string stepKey, Sealed<string> reason, ProvisioningOrder order) =>
        Hindrance(order, stepKey) is { } refusal ? refusal
        : order.Step(stepKey) is { Undo: { } undo } ? FailStep.Decide(new(stepKey, undo.Attempt, GivenUpByAgent.Code, true, reason, Undo: true), order)
        : FailStep.Decide(new(stepKey, order.Step(stepKey)!.Attempt, GivenUpByAgent.Code, true, reason), order);

    private static bool IsUndone(ProvisioningOrder order, StepProgress step) => step.Undo is { } undo && order.AwaitsUndo(step.Step.Key, undo.Attempt);
}
