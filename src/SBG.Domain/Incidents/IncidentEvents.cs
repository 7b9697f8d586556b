using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>
/// An incident was reported. When it happened is when the person told it (for an import: when it was opened), which is when its clocks start.
/// </summary>
/// <param name="IncidentId">The stream (for an import: <see cref="Import.ImportedIncident.StreamOf"/>).</param>
/// <param name="Number">What people read, <c>INC-2026-000045</c>; an imported incident keeps the log's own number.</param>
/// <param name="ReportedBy">Subject whose incident it is; for an import the log's pseudonym.</param>
/// <param name="Title">One line; null when imported without text.</param>
/// <param name="Description">What happens; null when none was given.</param>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Priority">What the matrix makes of both, or what the log stated.</param>
/// <param name="PriorityBasis">Where the priority comes from.</param>
/// <param name="ServiceLevelPolicyId">The policy that applies; null when none does.</param>
/// <param name="PolicyVersion">Its version; null when none applies.</param>
/// <param name="PolicyBasis">Why that version, or none, applies.</param>
/// <param name="Category">Classification, never free text about a person; null when unknown.</param>
/// <param name="Origin">The system that an imported incident comes from and its number there, e.g. <c>servicenow:INC0000045</c>; null when reported here.</param>
/// <param name="Channel">How it was told; null: not stated.</param>
/// <param name="Affected">What it touches; null: nothing is stated.</param>
[StoredAs("incident_reported")]
public sealed record IncidentReported(
    Guid IncidentId,
    string Number,
    string ReportedBy,
    Sealed<string>? Title,
    Sealed<string>? Description,
    Impact Impact,
    Urgency Urgency,
    Priority Priority,
    PriorityBasis PriorityBasis,
    Guid? ServiceLevelPolicyId = null,
    int? PolicyVersion = null,
    PolicyBasis PolicyBasis = PolicyBasis.NoAgreement,
    string? Category = null,
    string? Origin = null,
    IncidentChannel? Channel = null,
    ImmutableArray<AffectedThing>? Affected = null) : EventOf<Incident>;

/// <summary>It is of another category.</summary>
/// <param name="Category">The category.</param>
[StoredAs("incident_classified")]
public sealed record IncidentClassified(string Category) : EventOf<Incident>;

/// <summary>It touches something else.</summary>
/// <param name="Affected">All that it touches.</param>
[StoredAs("incident_affected_revised")]
public sealed record IncidentAffectedRevised(ImmutableArray<AffectedThing> Affected) : EventOf<Incident>;

/// <summary>Impact, urgency and therefore priority changed.</summary>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Priority">What the matrix makes of both, or what the log stated.</param>
/// <param name="Basis">Where the priority comes from.</param>
/// <param name="Mode">What it does to the clocks; null: as the policy says.</param>
[StoredAs("incident_prioritised")]
public sealed record IncidentPrioritised(Impact Impact, Urgency Urgency, Priority Priority, PriorityBasis Basis, ChangeMode? Mode = null) : EventOf<Incident>;

/// <summary>The first act of the provider on the incident: the response clock stops. At most once in a stream.</summary>
[StoredAs("incident_responded")]
public sealed record IncidentResponded : EventOf<Incident>;

/// <summary>A team, and perhaps one of its agents, has the incident in hand.</summary>
/// <param name="Team">The team's key; null when none.</param>
/// <param name="Assignee">Subject of the agent; null when only the team is known.</param>
[StoredAs("incident_assigned")]
public sealed record IncidentAssigned(string? Team, string? Assignee) : EventOf<Incident>;

/// <summary>The incident waits, or waits for something else than before.</summary>
/// <param name="Reason">What it waits for.</param>
/// <param name="Note">More about it; null when none.</param>
/// <param name="ResumesAt">When the wait ends by itself (UTC); null: not by itself.</param>
[StoredAs("incident_held")]
public sealed record IncidentHeld(HoldReason Reason, Sealed<string>? Note = null, DateTimeOffset? ResumesAt = null) : EventOf<Incident>;

/// <summary>The wait is over.</summary>
/// <param name="Cause">What ended it; null: somebody said so.</param>
[StoredAs("incident_resumed")]
public sealed record IncidentResumed(ResumeCause? Cause = null) : EventOf<Incident>;

/// <summary>The remedy is there. Also ends a hold.</summary>
/// <param name="Code">How it was remedied, a code of the provider; null when not stated.</param>
/// <param name="Resolution">What was done; null when imported.</param>
/// <param name="ClosesAt">When it is closed by itself unless it is reopened (UTC); null: not by itself.</param>
[StoredAs("incident_resolved")]
public sealed record IncidentResolved(string? Code, Sealed<string>? Resolution, DateTimeOffset? ClosesAt = null) : EventOf<Incident>;

/// <summary>It was not remedied after all: the resolution is void, the clock goes on as if it had never been.</summary>
/// <param name="Reason">Why; null when imported.</param>
[StoredAs("incident_reopened")]
public sealed record IncidentReopened(Sealed<string>? Reason) : EventOf<Incident>;

/// <summary>It is over. A log can close an incident without ever telling when it was resolved.</summary>
/// <param name="ReopensUntil">Until when it can be reopened (UTC); null: not at all.</param>
[StoredAs("incident_closed")]
public sealed record IncidentClosed(DateTimeOffset? ReopensUntil = null) : EventOf<Incident>;

/// <summary>It was withdrawn before it was resolved: its clocks count nowhere.</summary>
/// <param name="Reason">Why.</param>
[StoredAs("incident_cancelled")]
public sealed record IncidentCancelled(Sealed<string>? Reason) : EventOf<Incident>;

/// <summary>Somebody wrote on the incident.</summary>
/// <param name="CommentId">UUIDv7.</param>
/// <param name="Author">Subject of who wrote.</param>
/// <param name="Visibility">Who may read it.</param>
/// <param name="Text">What was written.</param>
/// <param name="ByProvider">Whether who wrote is of the provider: when public, a word to the client that the update clock hears.</param>
/// <param name="TimeSpent">How long the agent worked on it; null: not stated. Never with a public one.</param>
[StoredAs("incident_commented")]
public sealed record IncidentCommented(
    Guid CommentId, string Author, CommentVisibility Visibility, Sealed<string> Text, bool ByProvider = false, TimeSpan? TimeSpent = null) : EventOf<Incident>;
