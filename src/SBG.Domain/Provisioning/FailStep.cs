using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>Tell that an attempt failed.</summary>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Code">Why: a registered code.</param>
/// <param name="GiveUp">Whether no other attempt shall follow, whatever the plan allows.</param>
/// <param name="Reason">Why, in an agent's words.</param>
/// <param name="Answer">What the connector answered, in its words; nothing personal.</param>
/// <param name="Duration">How long its call took.</param>
/// <param name="Undo">Whether it was to undo the step.</param>
/// <param name="RetryAfter">How long the other side wants to be left alone; the next attempt waits as long at least.</param>
/// <param name="Cleared">Whether what the attempt may have made was taken back.</param>
public sealed record FailStep(
    string StepKey,
    int Attempt,
    string Code,
    bool GiveUp = false,
    Sealed<string>? Reason = null,
    string? Answer = null,
    TimeSpan? Duration = null,
    bool Undo = false,
    TimeSpan? RetryAfter = null,
    bool Cleared = false)
{
    /// <summary>The connector said no.</summary>
    public static readonly Refusal ConnectorRefused = new("provisioning/connector-refused");

    /// <summary>No outcome in time.</summary>
    public static readonly Refusal TimedOut = new("provisioning/timed-out");

    /// <summary>Decides; never refuses: the outcome of an attempt that is not under way any more records nothing. After the last attempt the step is given up.</summary>
    /// <param name="command">What is told.</param>
    /// <param name="order">The order.</param>
    public static Decision<ProvisioningOrder> Decide(FailStep command, ProvisioningOrder order)
    {
        var (key, attempt) = (command.StepKey, command.Attempt);
        if (!(command.Undo ? order.AwaitsUndo(key, attempt) : order.Awaits(key, attempt)))
        {
            return Decision.Nothing;
        }

        var progress = order.Step(key)!;
        var final = command.GiveUp || attempt - (command.Undo ? progress.Undo!.Base : progress.Base) >= progress.Step.MaxAttempts;
        return OrderFlow.Then(order, command.Undo
            ? new StepUndoFailed(order.Id, key, attempt, command.Code, final, command.Answer, command.Duration, command.RetryAfter)
            : new StepFailed(order.Id, key, attempt, command.Code, final, command.Reason, command.Answer, command.Duration, command.RetryAfter, command.Cleared));
    }
}
