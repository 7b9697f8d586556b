using System.ComponentModel.DataAnnotations;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;

namespace SBG.Api.Incidents;

/// <summary>An incident to report.</summary>
/// <param name="Title">One line; stored sealed.</param>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Description">What happens; stored sealed.</param>
/// <param name="Category">Classification; never free text about a person.</param>
/// <param name="ReportedBy">Subject whose incident it is, when an agent reports it; absent: the caller.</param>
/// <param name="OccurredAt">When the person told it, if earlier than now; the clocks start then.</param>
/// <param name="Channel">How it was told.</param>
/// <param name="Affected">What it touches.</param>
/// <param name="Visibility">Who of the client sees it.</param>
/// <param name="Follows">The incident that came back, when it can no longer be reopened.</param>
public sealed record ReportIncidentBody(
    [StringLength(200, MinimumLength = 1)] string Title,
    Impact Impact,
    Urgency Urgency,
    [StringLength(10_000, MinimumLength = 1)] string? Description = null,
    [StringLength(60, MinimumLength = 1)] string? Category = null,
    [StringLength(100, MinimumLength = 1)] string? ReportedBy = null,
    DateTimeOffset? OccurredAt = null,
    Guid? Follows = null,
    IncidentChannel? Channel = null,
    [MaxLength(DescribeIncident.Most)] IReadOnlyList<AffectedThingBody>? Affected = null,
    IncidentVisibility? Visibility = null);

/// <summary>A thing that an incident touches.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Reference">The id of an offer or a licence, the tag of a device; never a name.</param>
public sealed record AffectedThingBody(AffectedKind Kind, [StringLength(60, MinimumLength = 1)] string Reference)
{
    internal AffectedThing Thing => new(Kind, Reference);
}

/// <summary>What kind of incident it is, and what it touches.</summary>
/// <param name="Category">Its category; absent: as it was.</param>
/// <param name="Affected">All that it touches; absent: as it was.</param>
public sealed record DescribeIncidentBody(
    [StringLength(60, MinimumLength = 1)] string? Category = null, [MaxLength(DescribeIncident.Most)] IReadOnlyList<AffectedThingBody>? Affected = null);

/// <summary>Impact and urgency, judged anew.</summary>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Mode">What it does to the clocks; absent: as the policy says.</param>
/// <param name="OccurredAt">When, if earlier than now.</param>
public sealed record PrioritiseIncidentBody(Impact Impact, Urgency Urgency, ChangeMode? Mode = null, DateTimeOffset? OccurredAt = null);

/// <summary>Who has it in hand: a team, an agent, or both.</summary>
/// <param name="Team">The team's key.</param>
/// <param name="Assignee">Subject of the agent.</param>
/// <param name="OccurredAt">When, if earlier than now.</param>
public sealed record AssignIncidentBody(
    [StringLength(60, MinimumLength = 1)] string? Team = null, [StringLength(100, MinimumLength = 1)] string? Assignee = null, DateTimeOffset? OccurredAt = null);

/// <summary>A hold.</summary>
/// <param name="Reason">What it waits for.</param>
/// <param name="Note">More about it; stored sealed.</param>
/// <param name="OccurredAt">When the wait began, if earlier than now.</param>
/// <param name="ResumesAt">When the wait ends by itself; absent: not by itself.</param>
public sealed record HoldIncidentBody(
    HoldReason Reason, [StringLength(2000, MinimumLength = 1)] string? Note = null, DateTimeOffset? OccurredAt = null, DateTimeOffset? ResumesAt = null);

/// <summary>The end of a hold.</summary>
/// <param name="OccurredAt">When the wait ended, if earlier than now.</param>
public sealed record ResumeIncidentBody(DateTimeOffset? OccurredAt = null);

/// <summary>A resolution.</summary>
/// <param name="Resolution">What was done; stored sealed.</param>
/// <param name="Code">How it was remedied, a code of the provider.</param>
/// <param name="OccurredAt">When, if earlier than now.</param>
public sealed record ResolveIncidentBody(
    [StringLength(10_000, MinimumLength = 1)] string Resolution, [StringLength(60, MinimumLength = 1)] string? Code = null, DateTimeOffset? OccurredAt = null);

/// <summary>Why it is reopened or cancelled.</summary>
/// <param name="Reason">Stored sealed.</param>
/// <param name="OccurredAt">When, if earlier than now.</param>
public sealed record IncidentReasonBody([StringLength(2000, MinimumLength = 1)] string Reason, DateTimeOffset? OccurredAt = null);

/// <summary>The end.</summary>
/// <param name="OccurredAt">When, if earlier than now.</param>
public sealed record CloseIncidentBody(DateTimeOffset? OccurredAt = null);

/// <summary>A comment.</summary>
/// <param name="Text">Stored sealed.</param>
/// <param name="Visibility">Who may read it; an internal one is a work note.</param>
/// <param name="TimeSpent">How long the agent worked on it (ISO 8601), in whole minutes; of work notes only.</param>
/// <param name="OccurredAt">When it was said, if earlier than now: a call that is written down later.</param>
public sealed record CommentIncidentBody(
    [StringLength(10_000, MinimumLength = 1)] string Text, CommentVisibility Visibility = CommentVisibility.Public, DateTimeOffset? OccurredAt = null,
    TimeSpan? TimeSpent = null);
