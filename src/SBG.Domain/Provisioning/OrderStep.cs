using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Provisioning;

/// <summary>One step of an order, as the ordered version of the offer planned it.</summary>
/// <param name="Key">Its name within the plan.</param>
/// <param name="Title">What people see.</param>
/// <param name="Connector">Who carries it out: <c>simulated</c>, <c>manual</c>, <c>licence</c>...</param>
/// <param name="MaxAttempts">After so many failed attempts the step is given up; 1 or more.</param>
/// <param name="TimeOut">An attempt that takes longer has failed.</param>
/// <param name="Settings">What the connector is told.</param>
/// <param name="DependsOn">Keys of the steps that come before it; null: the one before it in the plan; empty: none.</param>
/// <param name="Condition">When it runs; null: always.</param>
/// <param name="Estimate">How long it takes as a rule; null: nobody said.</param>
/// <param name="NoReturn">Whether what came before and the step itself cannot be undone any more once it is done.</param>
/// <param name="Retry">How long to wait between attempts; null: <see cref="RetryPolicy.Usual"/>.</param>
/// <param name="Compensable">Whether there is something to undo.</param>
/// <param name="Uses">The options that the step looks at, and <c>quantity</c>; null: all.</param>
/// <param name="GivenUp">What happens after the last failed attempt.</param>
/// <param name="Target">The registered outside system that carries it out; null: the connector needs none.</param>
/// <param name="UpdatedInPlace">Whether a change on the way is told to the other side as a change, instead of undoing the step and doing it again.</param>
public sealed record OrderStep(
    string Key,
    string Title,
    string Connector,
    int MaxAttempts,
    TimeSpan TimeOut,
    ImmutableSortedDictionary<string, string> Settings,
    ImmutableArray<string>? DependsOn = null,
    StepCondition? Condition = null,
    TimeSpan? Estimate = null,
    bool NoReturn = false,
    RetryPolicy? Retry = null,
    bool Compensable = true,
    ImmutableArray<string>? Uses = null,
    GivenUp GivenUp = GivenUp.FallOut,
    Guid? Target = null,
    bool UpdatedInPlace = false)
{
    /// <summary>Whether an agent carries it out.</summary>
    [JsonIgnore]
    public bool IsManual => Connector == "manual";

    /// <summary>Whether it takes seats of the offer's pool.</summary>
    [JsonIgnore]
    public bool TakesSeats => Connector == "licence";

    /// <summary>The wait before an attempt.</summary>
    /// <param name="attempt">From 1, counted anew when an agent lets the step be tried again.</param>
    /// <param name="order">The order.</param>
    /// <param name="asked">How long the other side wants to be left alone, a day at most.</param>
    public TimeSpan WaitBefore(int attempt, Guid order, TimeSpan? asked = null)
    {
        var planned = (Retry ?? RetryPolicy.Usual).Before(attempt, order, Key);
        return asked is { } wanted && wanted > planned ? (wanted < TimeSpan.FromDays(1) ? wanted : TimeSpan.FromDays(1)) : planned;
    }
}

/// <summary>How far a step is (TM Forum states).</summary>
public enum StepStatus
{
    /// <summary>Its turn has not come.</summary>
    Acknowledged,

    /// <summary>An attempt is under way.</summary>
    InProgress,

    /// <summary>An attempt failed; another will follow.</summary>
    Pending,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Given up.</summary>
    Failed,

    /// <summary>Left out: its condition does not hold, or an agent said so.</summary>
    Skipped,

    /// <summary>Undone, or taken back before it was done.</summary>
    Cancelled,
}

/// <summary>A step and how far it is.</summary>
/// <param name="Step">What is to be done.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Attempt">The current or last attempt, from 1; 0 before the first.</param>
/// <param name="StartedAt">When that attempt began (UTC).</param>
/// <param name="EndedAt">When that attempt ended (UTC); null while under way.</param>
/// <param name="FailureCode">Why the last attempt failed: a registered code.</param>
/// <param name="Reason">Why it failed or was skipped, in an agent's words.</param>
/// <param name="Base">The attempts that do not count any more: made before an agent or a change let it begin anew.</param>
/// <param name="Place">It was the n-th step to be done; null while it is not. What stands keeps it.</param>
/// <param name="FellOut">Whether an agent must decide about it, or about its undoing.</param>
/// <param name="Undo">How far its undoing is; null when it is not to be undone.</param>
/// <param name="Undone">The last attempt that undid it, when it was done anew since.</param>
/// <param name="RetryAfter">How long the other side wants to be left alone before another attempt; null: it did not say.</param>
/// <param name="Cleared">The last failed attempt after which what it may have made was taken back; 0: none.</param>
/// <param name="Stands">Whether what it made stands at the other side and is only to be changed.</param>
public sealed record StepProgress(
    OrderStep Step,
    StepStatus Status,
    int Attempt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    string? FailureCode = null,
    Sealed<string>? Reason = null,
    int Base = 0,
    int? Place = null,
    bool FellOut = false,
    StepUndo? Undo = null,
    int Undone = 0,
    TimeSpan? RetryAfter = null,
    int Cleared = 0,
    bool Stands = false)
{
    /// <summary>Whether those that depend on it need not wait for it.</summary>
    [JsonIgnore]
    public bool IsDone => Status is StepStatus.Completed or StepStatus.Skipped;

    /// <summary>Whether an outside system may hold something because of it: also an attempt that failed may have had its effect.</summary>
    [JsonIgnore]
    public bool MayHaveEffect => Stands || (Attempt > Base && Status switch
    {
        StepStatus.InProgress or StepStatus.Completed => true,
        StepStatus.Pending or StepStatus.Failed => !Step.IsManual,
        _ => false,
    });

    /// <summary>The step as it begins anew; attempts go on counting. What stands keeps its place: those that came after it still do.</summary>
    internal StepProgress Anew => new(Step, StepStatus.Acknowledged, Attempt, Base: Attempt, Place: Stands ? Place : null, Undone: Undone, Cleared: Cleared, Stands: Stands);
}

/// <summary>How far the undoing of a step is.</summary>
/// <param name="Status">In progress, pending (tried again) or failed (given up).</param>
/// <param name="Attempt">The current or last attempt, from 1.</param>
/// <param name="StartedAt">When that attempt began (UTC).</param>
/// <param name="FailureCode">Why the last attempt failed: a registered code.</param>
/// <param name="Base">The attempts that do not count any more.</param>
/// <param name="RetryAfter">How long the other side wants to be left alone before another attempt.</param>
public sealed record StepUndo(StepStatus Status, int Attempt, DateTimeOffset StartedAt, string? FailureCode = null, int Base = 0, TimeSpan? RetryAfter = null);
