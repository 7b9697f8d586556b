using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Tell that an attempt failed.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Code">Why: a registered code.</param>
/// <param name="GiveUp">Whether no other attempt shall follow, whatever the plan allows.</param>
/// <param name="Reason">Why, in an agent's words.</param>
public sealed record FailStep(string StepKey, int Attempt, string Code, bool GiveUp = false, Sealed<string>? Reason = null)
{
    /// <summary>The connector said no.</summary>
    public static readonly Refusal ConnectorRefused = new("provisioning/connector-refused");

    /// <summary>No outcome in time.</summary>
    public static readonly Refusal TimedOut = new("provisioning/timed-out");

    /// <summary>Decides; never refuses: the outcome of an attempt that is not under way any more records nothing. The last attempt fails the order.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(FailStep command, ProvisioningOrder order)
    {
        if (!order.Awaits(command.StepKey, command.Attempt))
        {
            return Decision.Nothing;
        }

        var final = command.GiveUp || command.Attempt >= order.Step(command.StepKey)!.Step.MaxAttempts;
        var failed = new StepFailed(order.Id, command.StepKey, command.Attempt, command.Code, final, command.Reason);
        return final
            ? Decision.Record<ProvisioningOrder>(failed, new OrderFailed(order.Id, order.RequestId, order.LineId, command.StepKey, command.Code))
            : failed;
    }
}
