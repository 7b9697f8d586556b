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

    /// <summary>A step of an order that was given up, or an order that can be undone no further: an agent decides.</summary>
    Fallout,

    /// <summary>An order that will be late.</summary>
    Jeopardy,

    /// <summary>A target does not hold what was delivered, or holds what no order knows of: an agent puts it right.</summary>
    Drift,
}

/// <summary>Answers: what waits for an agent, over all clients?</summary>
/// <param name="Id">The order, incident, request or target.</param>
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

    /// <summary>By when the order was promised (UTC), once it will be late.</summary>
    public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>When a late order is expected to be done (UTC).</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>Since when it is known that the order will be late (UTC).</summary>
    [JsonInclude]
    internal DateTimeOffset? LateSince { get; init; }

    /// <summary>Since when a target is known to hold something else than was delivered (UTC).</summary>
    [JsonInclude]
    internal DateTimeOffset? DriftSince { get; init; }

    /// <summary>Whether the order was undone up to a point of no return.</summary>
    [JsonInclude]
    internal bool IsPartial { get; init; }

    /// <summary>All that the order asks of agents now.</summary>
    [JsonInclude]
    internal ImmutableArray<WaitingStep> Waiting { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The order's manual steps.</summary>
    [JsonInclude]
    internal ImmutableArray<OrderStep> ManualSteps { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How the request's approval goes.</summary>
    [JsonInclude]
    internal ApprovalCourse? Approval { get; init; }

    /// <summary>The incident's or the request's number.</summary>
    public string? Number { get; init; }

    /// <summary>The incident's title.</summary>
    public Sealed<string>? Title { get; init; }

    /// <summary>Whether the incident is for those who need to know: its title is not shown.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>The incident's priority.</summary>
    public Priority? Priority { get; init; }

    /// <summary>The subject who works on it.</summary>
    public string? Assignee { get; init; }

    /// <summary>The team that works on it.</summary>
    public string? Team { get; init; }
}

/// <summary>A step for which an order needs an agent.</summary>
/// <param name="Key">The step.</param>
/// <param name="Title">Its title; an offer's words.</param>
/// <param name="FellOut">Whether it was given up: then the agent decides; otherwise the agent does it.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="DueAt">When the attempt times out (UTC).</param>
public sealed record WaitingStep(string Key, string Title, bool FellOut, DateTimeOffset Since, DateTimeOffset? DueAt);
