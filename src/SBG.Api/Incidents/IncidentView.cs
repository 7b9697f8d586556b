using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Incidents.Links;

namespace SBG.Api.Incidents;

/// <summary>An incident, as the API shows it.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Title">One line; null once destroyed, or imported without text.</param>
/// <param name="Description">What happens.</param>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Priority">In which order it is dealt with.</param>
/// <param name="PriorityBasis">Where the priority comes from.</param>
/// <param name="ServiceLevelPolicyId">The policy that applies.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="PolicyBasis">Why that version, or none, applies.</param>
/// <param name="Category">Classification.</param>
/// <param name="Origin">Where an imported incident comes from.</param>
/// <param name="Team">The team that has it in hand.</param>
/// <param name="Assignee">Subject of the agent who has it in hand.</param>
/// <param name="HoldReason">What it waits for.</param>
/// <param name="ResumesAt">When the hold ends by itself.</param>
/// <param name="ResolutionCode">How it was remedied.</param>
/// <param name="Resolution">What was done.</param>
/// <param name="ReportedBy">Subject whose incident it is.</param>
/// <param name="ReportedAt">When it was reported; its clocks start then.</param>
/// <param name="RespondedAt">When the provider first acted on it.</param>
/// <param name="ResolvedAt">When it was resolved.</param>
/// <param name="ClosesAt">When it is closed by itself unless it is reopened.</param>
/// <param name="EndedAt">When it was closed or cancelled.</param>
/// <param name="ReopensUntil">Until when what is closed can be reopened.</param>
/// <param name="Comments">How many of its own comments the caller may read.</param>
/// <param name="Links">How it stands to others.</param>
/// <param name="MergedInto">Where it is dealt with; null: in itself.</param>
/// <param name="Absorbed">What is dealt with in it.</param>
/// <param name="Channel">How it was told.</param>
/// <param name="Affected">What it touches.</param>
/// <param name="Visibility">Who of the client sees it.</param>
/// <param name="Watchers">Subjects of those who follow it.</param>
/// <param name="IsRestricted">Whether only those see it who need to know; what they read is recorded.</param>
/// <param name="Readers">Subjects of those who need to know; told to the provider only.</param>
/// <param name="TimeSpent">How long agents worked on it, as far as they noted it; told to the provider only.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record IncidentView(
    Guid Id,
    string Number,
    IncidentStatus Status,
    string? Title,
    string? Description,
    Impact Impact,
    Urgency Urgency,
    Priority Priority,
    PriorityBasis PriorityBasis,
    Guid? ServiceLevelPolicyId,
    int? PolicyVersion,
    PolicyBasis PolicyBasis,
    string? Category,
    string? Origin,
    string? Team,
    string? Assignee,
    HoldReason? HoldReason,
    DateTimeOffset? ResumesAt,
    string? ResolutionCode,
    string? Resolution,
    string ReportedBy,
    DateTimeOffset ReportedAt,
    DateTimeOffset? RespondedAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ClosesAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? ReopensUntil,
    int Comments,
    IReadOnlyList<IncidentLink> Links,
    MergeView? MergedInto,
    IReadOnlyList<MergeView> Absorbed,
    IncidentChannel? Channel,
    IReadOnlyList<AffectedThing> Affected,
    IncidentVisibility Visibility,
    IReadOnlyList<string> Watchers,
    bool IsRestricted,
    IReadOnlyList<string>? Readers,
    TimeSpan? TimeSpent,
    IReadOnlyList<string> Actions);

/// <summary>The other side of a merge.</summary>
/// <param name="MergeId">The merge.</param>
/// <param name="IncidentId">The other incident.</param>
/// <param name="Number">What people call it.</param>
public sealed record MergeView(Guid MergeId, Guid IncidentId, string Number);

/// <summary>A comment, as the API shows it.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Number">The incident on which it was written: this one, or one that is dealt with in it.</param>
/// <param name="Author">Subject of who wrote.</param>
/// <param name="Visibility">Who may read it.</param>
/// <param name="Text">What was written; null once destroyed.</param>
/// <param name="WrittenAt">When.</param>
/// <param name="TimeSpent">How long the agent worked on it; of work notes only.</param>
public sealed record IncidentCommentView(Guid Id, string Number, string Author, CommentVisibility Visibility, string? Text, DateTimeOffset WrittenAt, TimeSpan? TimeSpent);
