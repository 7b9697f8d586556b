using System.Collections.Immutable;
using System.Text.Json;

namespace SBG.Projections.Operations;

/// <summary>Where long work stands, in TM Forum's words.</summary>
public enum OperationStatus
{
    /// <summary>Accepted, durably; not begun.</summary>
    Acknowledged,

    /// <summary>Under way; a killed node's work goes on elsewhere.</summary>
    InProgress,

    /// <summary>Done; there is a result.</summary>
    Completed,

    /// <summary>Given up; there is an error.</summary>
    Failed,
}

/// <summary>How far it got, in the unit of the work.</summary>
/// <param name="Done">Units done; they survive a crash.</param>
/// <param name="Total">Units in all; null until known.</param>
public sealed record OperationProgress(int Done, int? Total);

/// <summary>Why it was given up.</summary>
/// <param name="Code">A published code.</param>
/// <param name="Arguments">Facts for its sentence.</param>
public sealed record OperationError(string Code, ImmutableSortedDictionary<string, string> Arguments);

/// <summary>Work that outlasts its request: what the caller polls, and all that is needed to go on after a crash.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Kind">What is done, e.g. <c>incident-import</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Progress">How far it got.</param>
/// <param name="RequestedBy">The subject who asked.</param>
/// <param name="CreatedAt">When it was accepted (UTC).</param>
/// <param name="UpdatedAt">When it last changed (UTC).</param>
/// <param name="Request">What was asked, as the kind defines it.</param>
/// <param name="Result">What came of it, as the kind defines it; null until completed.</param>
/// <param name="Error">Why it was given up; null unless failed.</param>
public sealed record Operation(
    Guid Id,
    string Kind,
    OperationStatus Status,
    OperationProgress Progress,
    string RequestedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    JsonElement Request,
    JsonElement? Result = null,
    OperationError? Error = null)
{
    /// <summary>Grows with each change: the entity tag.</summary>
    public int Version { get; init => field = Math.Max(1, value); } = 1;

    /// <summary>The operation after a step.</summary>
    /// <param name="status">Where it stands.</param>
    /// <param name="progress">How far it got.</param>
    /// <param name="result">What came of it so far.</param>
    /// <param name="at">When (UTC).</param>
    public Operation Step(OperationStatus status, OperationProgress progress, JsonElement? result, DateTimeOffset at) =>
        this with { Status = status, Progress = progress, Result = result, UpdatedAt = at, Version = Version + 1 };

    /// <summary>The operation given up.</summary>
    /// <param name="error">Why.</param>
    /// <param name="at">When (UTC).</param>
    public Operation Fail(OperationError error, DateTimeOffset at) =>
        this with { Status = OperationStatus.Failed, Error = error, UpdatedAt = at, Version = Version + 1 };

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsOver => Status is OperationStatus.Completed or OperationStatus.Failed;
}
