using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;

namespace SBG.Projections.WorkItems;

/// <summary>What kind of work waits.</summary>
public enum WorkItemKind
{
    /// <summary>A manual step of a provisioning order.</summary>
    ManualStep,

    /// <summary>An incident that is not resolved.</summary>
    Incident,

    /// <summary>A request of which only the provider still decides: nobody of the client answered.</summary>
    Approval,
}

/// <summary>Answers: what waits for an agent, over all clients?</summary>
/// <param name="Id">The order, incident or request.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="Kind">What kind of work.</param>
/// <param name="OpenedAt">Since when it waits (UTC).</param>
public sealed record WorkItem(Guid Id, string ClientId, WorkItemKind Kind, DateTimeOffset OpenedAt)
{
    /// <summary>Whether it waits now.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The request that is being delivered, or approved.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The step that waits.</summary>
    public string? StepKey { get; init; }

    /// <summary>The step's title; an offer's words.</summary>
    public string? StepTitle { get; init; }

    /// <summary>When the step's attempt times out (UTC).</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The order's manual steps.</summary>
    [JsonInclude]
    internal ImmutableArray<OrderStep> ManualSteps { get; init; } = [];

    /// <summary>How the request's approval goes.</summary>
    [JsonInclude]
    internal ApprovalCourse? Approval { get; init; }

    /// <summary>The incident's or the request's number.</summary>
    public string? Number { get; init; }

    /// <summary>The incident's title.</summary>
    public Sealed<string>? Title { get; init; }

    /// <summary>The incident's priority.</summary>
    public Priority? Priority { get; init; }

    /// <summary>The subject who works on it.</summary>
    public string? Assignee { get; init; }

    /// <summary>The team that works on it.</summary>
    public string? Team { get; init; }
}
