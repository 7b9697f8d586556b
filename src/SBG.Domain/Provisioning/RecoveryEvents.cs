using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Suppliers;

namespace SBG.Domain.Provisioning;

/// <summary>A step is left out; those that depend on it need not wait for it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="SkippedBy">The agent's subject; null: the step's condition does not hold.</param>
/// <param name="Reason">Why, in the agent's words.</param>
[StoredAs("provisioning_step_skipped")]
public sealed record StepSkipped(Guid OrderId, string StepKey, string? SkippedBy = null, Sealed<string>? Reason = null) : EventOf<ProvisioningOrder>;

/// <summary>A step, or its undoing, was given up and waits for an agent's decision.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Code">Why the last attempt failed: a registered code.</param>
[StoredAs("provisioning_order_fell_out")]
public sealed record OrderFellOut(Guid OrderId, Guid RequestId, string StepKey, string Code) : EventOf<ProvisioningOrder>;

/// <summary>An agent lets a step that was given up, or its undoing, be tried again; its attempts are counted anew.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="RetriedBy">The agent's subject.</param>
[StoredAs("provisioning_step_retried")]
public sealed record StepRetried(Guid OrderId, string StepKey, string RetriedBy) : EventOf<ProvisioningOrder>;

/// <summary>Nobody needs to do the step any more that an agent was asked to do.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
[StoredAs("provisioning_step_withdrawn")]
public sealed record StepWithdrawn(Guid OrderId, string StepKey, int Attempt) : EventOf<ProvisioningOrder>;

/// <summary>Why steps are undone.</summary>
public enum UndoCause
{
    /// <summary>A step was given up.</summary>
    Failed,

    /// <summary>The line is not wanted any more.</summary>
    Cancelled,

    /// <summary>Quantity or options are to be others.</summary>
    Changed,

    /// <summary>What was delivered is given up.</summary>
    Terminated,

    /// <summary>The other side does not hold what was delivered.</summary>
    Drifted,

    /// <summary>Another supplier is to deliver.</summary>
    Resupplied,
}

/// <summary>What is undone, and what is done again after it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Cause">Why.</param>
/// <param name="Undo">The steps to undo, in that order: the last one done first.</param>
/// <param name="Redo">The steps to do again, or for the first time, afterwards.</param>
/// <param name="StepKey">The step that was given up, if that is why.</param>
/// <param name="Code">Why: a registered code.</param>
/// <param name="Quantity">The new quantity of a change.</param>
/// <param name="Options">The new options of a change.</param>
/// <param name="PlannedBy">The subject who asked; null: it follows from the plan.</param>
/// <param name="Supply">Who is to deliver, and how; null: who does.</param>
[StoredAs("provisioning_undo_planned")]
public sealed record UndoPlanned(
    Guid OrderId,
    UndoCause Cause,
    ImmutableArray<string> Undo,
    ImmutableArray<string> Redo,
    string? StepKey = null,
    string? Code = null,
    int? Quantity = null,
    ImmutableSortedDictionary<string, OptionValue>? Options = null,
    string? PlannedBy = null,
    OrderSupply? Supply = null) : EventOf<ProvisioningOrder>;

/// <summary>An attempt to undo a step began; recorded before the connector is called.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">From 1; with order and step the idempotency key of the undoing.</param>
/// <param name="PayloadHash">The fingerprint of what the connector is told.</param>
[StoredAs("provisioning_step_undo_started")]
public sealed record StepUndoStarted(Guid OrderId, string StepKey, int Attempt, string PayloadHash) : EventOf<ProvisioningOrder>;

/// <summary>A step is undone.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt that undid it.</param>
/// <param name="Answer">What the connector answered, in its words; nothing personal.</param>
/// <param name="Duration">How long its call took.</param>
/// <param name="SettledBy">The agent who said that nothing is left to undo; null: the connector did it.</param>
/// <param name="Reason">Why, in the agent's words.</param>
[StoredAs("provisioning_step_undone")]
public sealed record StepUndone(
    Guid OrderId, string StepKey, int Attempt, string? Answer = null, TimeSpan? Duration = null, string? SettledBy = null, Sealed<string>? Reason = null)
    : EventOf<ProvisioningOrder>;

/// <summary>An attempt to undo a step failed.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="StepKey">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Code">Why: a registered code.</param>
/// <param name="Final">Whether no other attempt follows by itself.</param>
/// <param name="Answer">What the connector answered, in its words; nothing personal.</param>
/// <param name="Duration">How long its call took.</param>
/// <param name="RetryAfter">How long the other side wants to be left alone; null: it did not say.</param>
[StoredAs("provisioning_step_undo_failed")]
public sealed record StepUndoFailed(
    Guid OrderId, string StepKey, int Attempt, string Code, bool Final, string? Answer = null, TimeSpan? Duration = null, TimeSpan? RetryAfter = null)
    : EventOf<ProvisioningOrder>;

/// <summary>What a change made void is undone; the order goes on with the new quantity and options.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">Option to choice.</param>
[StoredAs("provisioning_order_changed")]
public sealed record OrderChanged(
    Guid OrderId, Guid RequestId, Guid LineId, int Quantity, ImmutableSortedDictionary<string, OptionValue> Options) : EventOf<ProvisioningOrder>;

/// <summary>The line is not delivered because nobody wants it any more; what was done is undone.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
[StoredAs("provisioning_order_cancelled")]
public sealed record OrderCancelled(Guid OrderId, Guid RequestId, Guid LineId) : EventOf<ProvisioningOrder>;

/// <summary>What was delivered is given up, and what was done is undone.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">Its line.</param>
[StoredAs("provisioning_order_terminated")]
public sealed record OrderTerminated(Guid OrderId, Guid RequestId, Guid LineId) : EventOf<ProvisioningOrder>;

/// <summary>What could be undone is undone, up to a point of no return; an agent decides how it goes on.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="NoReturnStep">The step beyond which nothing is undone.</param>
[StoredAs("provisioning_order_partial")]
public sealed record OrderPartial(Guid OrderId, Guid RequestId, string NoReturnStep) : EventOf<ProvisioningOrder>;

/// <summary>By its estimates the order will be late.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">The request.</param>
/// <param name="PromisedAt">By when it was promised (UTC).</param>
/// <param name="ExpectedAt">When it will be done, if nothing takes longer than estimated (UTC).</param>
[StoredAs("provisioning_order_in_jeopardy")]
public sealed record OrderInJeopardy(Guid OrderId, Guid RequestId, DateTimeOffset PromisedAt, DateTimeOffset ExpectedAt) : EventOf<ProvisioningOrder>;
