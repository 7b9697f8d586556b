using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Tell that an attempt did its step, or undid it.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Answer">What the connector answered, in its words; nothing personal.</param>
/// <param name="Duration">How long its call took.</param>
/// <param name="Undo">Whether it was to undo the step.</param>
public sealed record CompleteStep(string StepKey, int Attempt, string? Answer = null, TimeSpan? Duration = null, bool Undo = false)
{
    /// <summary>Decides; never refuses: the outcome of an attempt that is not under way any more records nothing. What may begin now, begins.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(CompleteStep command, ProvisioningOrder order)
    {
        var (key, attempt) = (command.StepKey, command.Attempt);
        if (command.Undo)
        {
            return order.AwaitsUndo(key, attempt)
                ? OrderFlow.Then(order, new StepUndone(order.Id, key, attempt, command.Answer, command.Duration))
                : Decision.Nothing;
        }

        return order.Awaits(key, attempt)
            ? OrderFlow.Then(order, new StepCompleted(order.Id, key, attempt, command.Answer, command.Duration))
            : Decision.Nothing;
    }
}
