using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Begin an attempt at a step.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt, from 1.</param>
public sealed record StartStep(string StepKey, int Attempt)
{
    /// <summary>Decides; never refuses: what is not the order's next attempt, or is no more, records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(StartStep command, ProvisioningOrder order) =>
        DueWork.Of(order) is DueWork.Start due && due.StepKey == command.StepKey && due.Attempt == command.Attempt
            ? new StepStarted(order.Id, command.StepKey, command.Attempt)
            : Decision.Nothing;
}
