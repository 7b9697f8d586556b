using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SBG.Domain.Provisioning;

/// <summary>One step of an order, as the ordered version of the offer planned it.</summary>
/// <param name="Key">Its name within the plan.</param>
/// <param name="Title">What people see.</param>
/// <param name="Connector">Who carries it out: <c>simulated</c>, <c>manual</c> or <c>licence</c>.</param>
/// <param name="MaxAttempts">After so many failed attempts the order fails; 1 or more.</param>
/// <param name="TimeOut">An attempt that takes longer has failed.</param>
/// <param name="Settings">What the connector is told.</param>
public sealed record OrderStep(
    string Key, string Title, string Connector, int MaxAttempts, TimeSpan TimeOut, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>Whether an agent carries it out.</summary>
    [JsonIgnore]
    public bool IsManual => Connector == "manual";
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
}

/// <summary>A step and how far it is.</summary>
/// <param name="Step">What is to be done.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Attempt">The current or last attempt, from 1; 0 before the first.</param>
/// <param name="StartedAt">When that attempt began (UTC).</param>
/// <param name="EndedAt">When that attempt ended (UTC); null while under way.</param>
/// <param name="FailureCode">Why the last attempt failed: a registered code.</param>
/// <param name="Reason">Why, in an agent's words.</param>
public sealed record StepProgress(
    OrderStep Step,
    StepStatus Status,
    int Attempt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    string? FailureCode = null,
    Kernel.Sealed<string>? Reason = null);
