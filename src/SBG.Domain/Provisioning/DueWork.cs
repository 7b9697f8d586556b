using System.Collections.Immutable;

namespace SBG.Domain.Provisioning;

/// <summary>What an order waits for: it follows from the state alone, so that whoever finds the order can carry on.</summary>
public abstract record DueWork
{
    private DueWork()
    {
    }

    /// <summary>Begin an attempt.</summary>
    /// <param name="StepKey">The step.</param>
    /// <param name="Attempt">The attempt, from 1.</param>
    /// <param name="Undo">Whether it is to undo the step.</param>
    /// <param name="After">How long to wait before.</param>
    public sealed record Start(string StepKey, int Attempt, bool Undo, TimeSpan After) : DueWork;

    /// <summary>Carry out an attempt that was begun, and watch its time.</summary>
    /// <param name="StepKey">The step.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="Undo">Whether it is to undo the step.</param>
    /// <param name="NotAfter">When it has failed for want of an outcome (UTC).</param>
    public sealed record CarryOut(string StepKey, int Attempt, bool Undo, DateTimeOffset NotAfter) : DueWork;

    /// <summary>Give back the seats that the order no longer needs.</summary>
    public sealed record Compensate : DueWork;

    /// <summary>All that an order waits for by itself; an agent's decision is not among it.</summary>
    /// <param name="order">The order.</param>
    public static ImmutableArray<DueWork> Of(ProvisioningOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.IsOver)
        {
            return HoldsSeatsForNothing(order) ? [new Compensate()] : [];
        }

        return [.. order.Steps.Select(step => OfStep(order, step)).OfType<DueWork>()];
    }

    /// <summary>What an order waits for since something happened to it.</summary>
    /// <param name="before">The order before; null when it is new.</param>
    /// <param name="after">The order after.</param>
    public static ImmutableArray<DueWork> Since(ProvisioningOrder? before, ProvisioningOrder after) =>
        before is null ? Of(after) : [.. Of(after).Except(Of(before))];

    private static DueWork? OfStep(ProvisioningOrder order, StepProgress progress)
    {
        var (step, undo) = (progress.Step, progress.Undo);
        var goesOn = order.Undo is null && order.Status != OrderStatus.Partial;
        return (progress.Status, undo?.Status) switch
        {
            (_, StepStatus.InProgress) => new CarryOut(step.Key, undo!.Attempt, true, undo.StartedAt + step.TimeOut),
            (_, StepStatus.Pending) => new Start(step.Key, undo!.Attempt + 1, true, step.WaitBefore(undo.Attempt + 1 - undo.Base, order.Id, undo.RetryAfter)),
            (StepStatus.InProgress, _) => new CarryOut(step.Key, progress.Attempt, false, progress.StartedAt!.Value + step.TimeOut),
            (StepStatus.Pending, _) when goesOn =>
                new Start(step.Key, progress.Attempt + 1, false, step.WaitBefore(progress.Attempt + 1 - progress.Base, order.Id, progress.RetryAfter)),

            // Orders that were opened when each beginning was a message of its own.
            (StepStatus.Acknowledged, _) when goesOn && order.Before(order.Steps.IndexOf(progress)).All(key => order.Step(key) is { IsDone: true }) =>
                new Start(step.Key, progress.Attempt + 1, false, TimeSpan.Zero),
            _ => null,
        };
    }

    private static bool HoldsSeatsForNothing(ProvisioningOrder order) =>
        order is { LicencePoolId: not null, IsCompensated: false }
        && (order.Status != OrderStatus.Completed || order.Steps.Any(step => step.Step.TakesSeats && step.Status == StepStatus.Skipped));
}
