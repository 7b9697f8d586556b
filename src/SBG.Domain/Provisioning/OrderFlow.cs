using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>What follows by itself from what was just decided: steps that may begin, steps whose condition does not hold, the end.</summary>
internal static class OrderFlow
{
    /// <summary>What was decided, and what follows from it.</summary>
    /// <param name="order">The order before; null for a new one.</param>
    /// <param name="decided">What was decided.</param>
    public static Decision<ProvisioningOrder> Then(ProvisioningOrder? order, params EventOf<ProvisioningOrder>[] decided)
    {
        // Nothing that follows depends on the time.
        var at = order?.AcknowledgedAt ?? DateTimeOffset.UnixEpoch;
        var state = decided.Aggregate(order, (before, happened) => ProvisioningOrder.Evolve(before, happened, at))!;
        var events = new List<EventOf<ProvisioningOrder>>(decided);
        while (Next(state) is { } next)
        {
            events.Add(next);
            state = ProvisioningOrder.Evolve(state, next, at)!;
        }

        return events.ToArray();
    }

    private static EventOf<ProvisioningOrder>? Next(ProvisioningOrder order)
    {
        if (order.IsOver || order.Status == OrderStatus.Partial)
        {
            return null;
        }

        return order.Undo is { } plan ? Undoing.Next(order, plan) : Forward(order);
    }

    private static EventOf<ProvisioningOrder>? Forward(ProvisioningOrder order)
    {
        for (var place = 0; place < order.Steps.Length; place++)
        {
            var progress = order.Steps[place];
            if (progress is { Status: StepStatus.Failed, FellOut: false })
            {
                return GivenUpStep(order, progress);
            }

            if (progress.Status == StepStatus.Acknowledged && order.Before(place).All(key => order.Step(key) is { IsDone: true }))
            {
                var step = progress.Step;
                return step.Condition?.Holds(order.Options) is false
                    ? new StepSkipped(order.Id, step.Key)
                    : new StepStarted(order.Id, step.Key, progress.Attempt + 1, StepPayload.HashOf(order, step));
            }
        }

        return order.Steps.All(step => step.IsDone) ? new OrderCompleted(order.Id, order.RequestId, order.LineId) : null;
    }

    /// <summary>Whether the order is undone without asking once this step is given up.</summary>
    /// <param name="progress">The step.</param>
    internal static bool EndsInUndoing(StepProgress progress) =>
        progress.Step.GivenUp == GivenUp.Compensate || progress.FailureCode == ManualStep.GivenUpByAgent.Code;

    // An agent who gives a manual step up has decided already.
    private static EventOf<ProvisioningOrder> GivenUpStep(ProvisioningOrder order, StepProgress progress) =>
        EndsInUndoing(progress)
            ? Undoing.Plan(order, UndoCause.Failed, progress.Step.Key, progress.FailureCode)
            : new OrderFellOut(order.Id, order.RequestId, progress.Step.Key, progress.FailureCode!);
}
