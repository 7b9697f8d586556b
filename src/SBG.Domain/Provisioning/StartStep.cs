using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Begin an attempt at a step, or at undoing it, after a wait.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Undo">Whether it is to undo the step.</param>
public sealed record StartStep(string StepKey, int Attempt, bool Undo = false)
{
    /// <summary>Decides; never refuses: what is not the step's next attempt, or is no more, records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(StartStep command, ProvisioningOrder order)
    {
        var isDue = DueWork.Of(order).OfType<DueWork.Start>()
            .Any(due => due.StepKey == command.StepKey && due.Attempt == command.Attempt && due.Undo == command.Undo);
        if (!isDue)
        {
            return Decision.Nothing;
        }

        var progress = order.Step(command.StepKey)!;
        return command.Undo
            ? Undoing.Start(order, progress, command.Attempt)
            : new StepStarted(order.Id, command.StepKey, command.Attempt, StepPayload.HashOf(order, progress.Step));
    }
}
