using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Tell that an attempt did its step.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
public sealed record CompleteStep(string StepKey, int Attempt)
{
    /// <summary>Decides; never refuses: the outcome of an attempt that is not under way any more records nothing.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(CompleteStep command, ProvisioningOrder order)
    {
        if (!order.Awaits(command.StepKey, command.Attempt))
        {
            return Decision.Nothing;
        }

        var completed = new StepCompleted(order.Id, command.StepKey, command.Attempt);
        return order.Steps[^1].Step.Key == command.StepKey
            ? Decision.Record<ProvisioningOrder>(completed, new OrderCompleted(order.Id, order.RequestId, order.LineId))
            : completed;
    }
}
