using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Targets;

namespace SBG.Api.Provisioning.Targets;

/// <summary>What the connectors of registered targets have in common.</summary>
internal static class TargetOutcome
{
    /// <summary>The target refused, and would refuse again.</summary>
    public static readonly Refusal Refusal = new("provisioning/target-refused");

    /// <summary>The answer is none that the protocol knows.</summary>
    public static readonly Refusal Unexpected = new("provisioning/target-answer");

    /// <summary>The step lacks a setting that its connector needs.</summary>
    public static readonly Refusal SettingMissing = new("provisioning/step-setting-missing");

    /// <summary>The quantity cannot be told.</summary>
    public static readonly Refusal QuantityUnsupported = new("provisioning/quantity-unsupported");

    private static readonly TimeSpan WhileDisabled = TimeSpan.FromMinutes(1);

    /// <summary>Calls the target of a step, if it may be called.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="call">The attempt.</param>
    /// <param name="ask">The call.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<ConnectorOutcome> Call(this TargetDirectory targets, ConnectorCall call, Func<OpenTarget, Task<ConnectorOutcome>> ask, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return call.Progress.Step.Target is not { } id || await targets.Open(id, stop) is not { } target
            ? ConnectorOutcome.FailedFinally(SettingMissing.Code)
            : target.Target.IsEnabled ? await ask(target) : ConnectorOutcome.Failed(SwitchTarget.Disabled.Code, WhileDisabled);
    }

    /// <summary>An answer that is no success, or none: whether another attempt may be of use is what HTTP says of the status.</summary>
    /// <param name="answer">The answer.</param>
    public static ConnectorOutcome Refused(TargetAnswer answer) => answer switch
    {
        { Failure: TargetFailure.Forbidden } => ConnectorOutcome.FailedFinally(answer.FailureCode!),
        { FailureCode: { } code } => ConnectorOutcome.Failed(code, answer.RetryAfter),
        { Status: >= 500 or 408 or 409 or 425 or 429 } => ConnectorOutcome.Failed(FailStep.ConnectorRefused.Code, answer.RetryAfter) with { Words = $"{answer.Status}" },
        { Status: >= 400 } => ConnectorOutcome.FailedFinally(Refusal.Code) with { Words = $"{answer.Status}" },
        _ => ConnectorOutcome.FailedFinally(Unexpected.Code) with { Words = $"{answer.Status}" },
    };
}
