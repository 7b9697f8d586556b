using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Suppliers;

namespace SBG.Domain.Provisioning;

/// <summary>How steps are undone: one after the other, the last one done first, never beyond a point of no return.</summary>
internal static class Undoing
{
    /// <summary>The plan that undoes all that can be undone.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cause">Why.</param>
    /// <param name="stepKey">The step that was given up.</param>
    /// <param name="code">Why.</param>
    /// <param name="by">Who asked.</param>
    public static UndoPlanned Plan(ProvisioningOrder order, UndoCause cause, string? stepKey = null, string? code = null, string? by = null) =>
        new(order.Id, cause, Reversed(order, order.Steps, cause), [], stepKey, code, PlannedBy: by);

    /// <summary>Those of some steps that are to be undone, in that order: what failed or is under way, then the last one done.</summary>
    /// <param name="order">The order.</param>
    /// <param name="steps">Some of its steps.</param>
    /// <param name="cause">Why.</param>
    public static ImmutableArray<string> Reversed(ProvisioningOrder order, IEnumerable<StepProgress> steps, UndoCause cause) =>
        [.. steps.Reverse().Where(step => IsToUndo(order, step, cause)).OrderByDescending(step => step.Place ?? int.MaxValue).Select(step => step.Step.Key)];

    /// <summary>What follows while a plan is carried out.</summary>
    /// <param name="order">The order.</param>
    /// <param name="plan">Its plan.</param>
    /// <returns>Null: an outcome is awaited.</returns>
    public static EventOf<ProvisioningOrder>? Next(ProvisioningOrder order, UndoPlan plan)
    {
        var step = plan.Steps.Select(key => order.Step(key)!).FirstOrDefault(step => IsToUndo(order, step, plan.Cause));
        return step switch
        {
            null => End(order, plan),
            { Status: StepStatus.InProgress, Step.IsManual: true } => new StepWithdrawn(order.Id, step.Step.Key, step.Attempt),

            // Whether its attempt has an effect is known when it ends.
            { Status: StepStatus.InProgress } => null,
            { Undo: null } => Start(order, step, step.Undone + 1),
            { Undo: { Status: StepStatus.Pending } undo } when undo.Attempt == undo.Base => Start(order, step, undo.Attempt + 1),
            { Undo: { Status: StepStatus.Failed } undo, FellOut: false } => new OrderFellOut(order.Id, order.RequestId, step.Step.Key, undo.FailureCode!),
            _ => null,
        };
    }

    /// <summary>An attempt to undo a step.</summary>
    /// <param name="order">The order.</param>
    /// <param name="step">The step.</param>
    /// <param name="attempt">The attempt.</param>
    public static StepUndoStarted Start(ProvisioningOrder order, StepProgress step, int attempt) =>
        new(order.Id, step.Step.Key, attempt, StepPayload.HashOf(order, step.Step));

    // A point of no return says how far a delivery can be called back; what was delivered and is given up later is taken back as a whole.
    private static bool IsToUndo(ProvisioningOrder order, StepProgress step, UndoCause cause) =>
        step.Status == StepStatus.InProgress
        || step.Undo is not null
        || (step.MayHaveEffect && step.Step.Compensable && (cause is UndoCause.Terminated or UndoCause.Drifted || !(step.Place is { } place && place <= order.NoReturn?.Place)));

    private static EventOf<ProvisioningOrder> End(ProvisioningOrder order, UndoPlan plan) => plan.Cause switch
    {
        UndoCause.Changed => new OrderChanged(order.Id, order.RequestId, order.LineId, plan.Quantity!.Value, plan.Options!),
        UndoCause.Resupplied => new OrderResupplied(order.Id, order.RequestId, order.LineId, plan.Supply!),
        UndoCause.Terminated => new OrderTerminated(order.Id, order.RequestId, order.LineId),
        UndoCause.Drifted => new OrderCorrected(order.Id, order.RequestId),
        _ when order.NoReturn is not null && order.Steps.All(step => step.IsDone) => new OrderCompleted(order.Id, order.RequestId, order.LineId),
        _ when order.NoReturn is { } beyond => new OrderPartial(order.Id, order.RequestId, beyond.Step.Key),
        UndoCause.Cancelled => new OrderCancelled(order.Id, order.RequestId, order.LineId),
        _ => new OrderFailed(order.Id, order.RequestId, order.LineId, plan.StepKey!, plan.Code!),
    };
}
