namespace SBG.Domain.Provisioning;

/// <summary>What the events of one step make of an order.</summary>
internal static class StepFold
{
    /// <summary>Folds.</summary>
    /// <param name="order">The order before.</param>
    /// <param name="happened">What happened to one of its steps.</param>
    /// <param name="at">When.</param>
    public static ProvisioningOrder Evolve(ProvisioningOrder order, Kernel.EventOf<ProvisioningOrder> happened, DateTimeOffset at) => happened switch
    {
        StepStarted e => order.With(e.StepKey, step => new(step.Step, StepStatus.InProgress, e.Attempt, at, Base: step.Base, Place: step.Stands ? step.Place : null, Undone: step.Undone, Cleared: step.Cleared, Stands: step.Stands)) with
        {
            Status = order.Status == OrderStatus.Acknowledged ? OrderStatus.InProgress : order.Status,
        },
        StepCompleted e => order.With(e.StepKey, step => step with { Status = StepStatus.Completed, EndedAt = at, Stands = false, Place = (step.Stands ? step.Place : null) ?? 1 + order.Steps.Max(done => done.Place ?? 0) }),
        StepFailed e => order.With(e.StepKey, step => step with
        {
            Status = e.Final ? StepStatus.Failed : StepStatus.Pending,
            EndedAt = at,
            FailureCode = e.Code,
            Reason = e.Reason,
            RetryAfter = e.RetryAfter,
            Cleared = e.Cleared ? e.Attempt : step.Cleared,
        }),
        StepSkipped e => Unheld(order.With(e.StepKey, step => step with { Status = StepStatus.Skipped, EndedAt = at, FellOut = false, Reason = e.Reason })),
        OrderFellOut e => order.With(e.StepKey, step => step with { FellOut = true }) with { Status = OrderStatus.Held },
        StepRetried e => Unheld(order.With(e.StepKey, Again)),
        StepWithdrawn e => order.With(e.StepKey, step => step with { Status = StepStatus.Cancelled, EndedAt = at }),
        StepUndoStarted e => order.With(e.StepKey, step => step with { Undo = new(StepStatus.InProgress, e.Attempt, at, Base: step.Undo?.Base ?? step.Undone) }),
        StepUndoFailed e => order.With(e.StepKey, step => step with
        {
            Undo = step.Undo! with { Status = e.Final ? StepStatus.Failed : StepStatus.Pending, FailureCode = e.Code, RetryAfter = e.RetryAfter },
        }),
        StepUndone e => Unheld(order.With(e.StepKey, step => step with { Status = StepStatus.Cancelled, EndedAt = at, Place = null, Undo = null, Undone = e.Attempt, FellOut = false, Stands = false })),
        _ => order,
    };

    private static StepProgress Again(StepProgress step) => step.Undo is { } undo
        ? step with { FellOut = false, Undo = undo with { Status = StepStatus.Pending, Base = undo.Attempt, RetryAfter = null } }
        : step.Anew;

    // An order is held while any of its steps waits for an agent; after a point of no return, what was undone is done again.
    private static ProvisioningOrder Unheld(ProvisioningOrder order) => order.Status switch
    {
        OrderStatus.Partial => order.Renewed([.. order.Steps.Where(step => step.Status == StepStatus.Cancelled).Select(step => step.Step.Key)]) with
        {
            Status = OrderStatus.InProgress,
        },
        OrderStatus.Held when order.Steps.All(step => !step.FellOut) => order with { Status = order.Undo is null ? OrderStatus.InProgress : OrderStatus.Pending },
        _ => order,
    };
}
