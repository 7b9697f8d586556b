using System.Collections.Immutable;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Incidents.Links;
using SBG.Domain.Incidents.Merging;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>A comment on an incident.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Author">Subject of who wrote.</param>
/// <param name="Visibility">Who may read it.</param>
/// <param name="Text">What was written.</param>
/// <param name="At">When (UTC).</param>
/// <param name="TimeSpent">How long the agent worked on it; null: not stated.</param>
public sealed record IncidentComment(Guid Id, string Author, CommentVisibility Visibility, Sealed<string> Text, DateTimeOffset At, TimeSpan? TimeSpent = null);

/// <summary>The incident in which another one is dealt with.</summary>
/// <param name="MergeId">By which merge.</param>
/// <param name="IncidentId">That incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Before">Where the other one stood, and stands again when the merge is undone.</param>
public sealed record MergedInto(Guid MergeId, Guid IncidentId, string Number, IncidentStatus Before);

/// <summary>An unplanned interruption or loss of quality of a service, from the report to the end.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Number">What people read.</param>
/// <param name="ReportedBy">Subject whose incident it is.</param>
/// <param name="ReportedAt">When it was reported (UTC); its clocks start then.</param>
/// <param name="Title">One line; null when imported without text.</param>
/// <param name="Description">What happens; null when none was given.</param>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Priority">In which order it is dealt with.</param>
/// <param name="PriorityBasis">Where the priority comes from.</param>
public sealed record Incident(
    Guid Id,
    string Number,
    string ReportedBy,
    DateTimeOffset ReportedAt,
    Sealed<string>? Title,
    Sealed<string>? Description,
    Impact Impact,
    Urgency Urgency,
    Priority Priority,
    PriorityBasis PriorityBasis) : IState<Incident>
{
    /// <summary>Where it stands.</summary>
    public IncidentStatus Status { get; init; } = IncidentStatus.Acknowledged;

    /// <summary>The policy that applies; null when none does.</summary>
    public Guid? ServiceLevelPolicyId { get; init; }

    /// <summary>The policy's version that applies; null when none does.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>Why that version, or none, applies.</summary>
    public PolicyBasis PolicyBasis { get; init; }

    /// <summary>Classification; null when unknown.</summary>
    public string? Category { get; init; }

    /// <summary>Where an imported incident comes from; null when reported here.</summary>
    public string? Origin { get; init; }

    /// <summary>How it was told; null: not stated.</summary>
    public IncidentChannel? Channel { get; init; }

    /// <summary>What it touches.</summary>
    public ImmutableArray<AffectedThing> Affected { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Who of the client sees it.</summary>
    public IncidentVisibility Visibility { get; init; }

    /// <summary>The unit that sees it; null: none.</summary>
    public string? Unit { get; init; }

    /// <summary>Subjects of those who follow it.</summary>
    public ImmutableArray<string> Watchers { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether only those see it who need to know.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Subjects of those who need to know, beside whose incident it is and who has it in hand.</summary>
    public ImmutableArray<string> Readers { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The team that has it in hand; null when none.</summary>
    public string? Team { get; init; }

    /// <summary>Subject of the agent who has it in hand; null when nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>What it waits for; null when not on hold.</summary>
    public HoldReason? HoldReason { get; init; }

    /// <summary>When the hold ends by itself (UTC); null when not on hold, or not by itself.</summary>
    public DateTimeOffset? ResumesAt { get; init; }

    /// <summary>How it was remedied; null when not resolved.</summary>
    public string? ResolutionCode { get; init; }

    /// <summary>What was done; null when not resolved.</summary>
    public Sealed<string>? Resolution { get; init; }

    /// <summary>When the provider first acted on it (UTC); null when it has not.</summary>
    public DateTimeOffset? RespondedAt { get; init; }

    /// <summary>When it was resolved (UTC); null when it is not, or not known.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When it is closed by itself (UTC); null when it is not resolved, or not by itself.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Until when it can be reopened (UTC); null when it is not closed, or not at all.</summary>
    public DateTimeOffset? ReopensUntil { get; init; }

    /// <summary>When it was closed or cancelled (UTC); null when it is not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When its course last changed (UTC): a late fact is never earlier. Only the course counts: no comment, link, merge or description.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>In order of writing.</summary>
    public ImmutableArray<IncidentComment> Comments { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How it stands to others, in order of telling.</summary>
    public ImmutableArray<IncidentLink> Links { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Where it is dealt with; null: in itself. It counts as cancelled meanwhile, everything else of it stays.</summary>
    public MergedInto? Merged { get; init; }

    /// <summary>What is dealt with in it, in order of merging.</summary>
    public ImmutableArray<AbsorbedIncident> Absorbed { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether nothing more can happen to it except comments by the provider, and its reopening.</summary>
    public bool IsOver => Status is IncidentStatus.Closed or IncidentStatus.Cancelled;

    /// <inheritdoc/>
    public static Incident? Evolve(Incident? state, EventOf<Incident> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, IncidentReported e) => Reported(e, at),
        (null, _) => null,
        (_, IncidentCommented e) => state with { Comments = state.Comments.Add(new(e.CommentId, e.Author, e.Visibility, e.Text, at, e.TimeSpent)) },
        (_, IncidentClassified e) => state with { Category = e.Category },
        (_, IncidentAffectedRevised e) => state with { Affected = e.Affected },
        (_, IncidentShared e) => state with { Visibility = e.Visibility, Unit = e.Unit },
        (_, IncidentWatched e) => state with { Watchers = state.Watchers.Add(e.Subject) },
        (_, IncidentUnwatched e) => state with { Watchers = state.Watchers.Remove(e.Subject) },
        (_, IncidentRestricted e) => state with { IsRestricted = true, Readers = e.Readers },
        (_, IncidentUnrestricted) => state with { IsRestricted = false, Readers = [] },
        (_, IncidentLinked e) => state with { Links = state.Links.Add(new(e.Kind, e.Reference, e.OtherId)) },
        (_, IncidentUnlinked e) => state with { Links = state.Links.Remove(new(e.Kind, e.Reference, e.OtherId)) },
        (_, IncidentMerged e) => state with { Merged = new(e.MergeId, e.IntoId, e.IntoNumber, state.Status), Status = IncidentStatus.Cancelled },
        (_, IncidentUnmerged e) => state with { Merged = null, Status = e.Status },
        (_, IncidentsAbsorbed e) => state with { Absorbed = state.Absorbed.AddRange(e.Incidents) },
        (_, IncidentMergeUndone e) => state with { Absorbed = state.Absorbed.RemoveAll(absorbed => absorbed.MergeId == e.MergeId) },
        _ => Course(state, happened, at) with { ChangedAt = at > state.ChangedAt ? at : state.ChangedAt },
    };

    private static Incident Reported(IncidentReported e, DateTimeOffset at) =>
        new(e.IncidentId, e.Number, e.ReportedBy, at, e.Title, e.Description, e.Impact, e.Urgency, e.Priority, e.PriorityBasis)
        {
            ServiceLevelPolicyId = e.ServiceLevelPolicyId,
            PolicyVersion = e.PolicyVersion,
            PolicyBasis = e.PolicyBasis,
            Category = e.Category,
            Origin = e.Origin,
            Channel = e.Channel,
            Affected = e.Affected ?? [],
            ChangedAt = at,
        };

    private static Incident Course(Incident state, EventOf<Incident> happened, DateTimeOffset at) => happened switch
    {
        IncidentPrioritised e => state with { Impact = e.Impact, Urgency = e.Urgency, Priority = e.Priority, PriorityBasis = e.Basis },
        IncidentResponded => state with
        {
            RespondedAt = at,
            Status = state.Status == IncidentStatus.Acknowledged ? IncidentStatus.InProgress : state.Status,
        },
        IncidentAssigned e => state with { Team = e.Team, Assignee = e.Assignee },
        IncidentHeld e => state with { Status = IncidentStatus.Pending, HoldReason = e.Reason, ResumesAt = e.ResumesAt },
        IncidentResumed => Released(state) with { Status = IncidentStatus.InProgress },
        IncidentResolved e => Released(state) with
        {
            Status = IncidentStatus.Resolved,
            ResolutionCode = e.Code,
            Resolution = e.Resolution,
            ResolvedAt = at,
            ClosesAt = e.ClosesAt,
        },
        IncidentReopened => state with
        {
            Status = IncidentStatus.InProgress,
            ResolutionCode = null,
            Resolution = null,
            ResolvedAt = null,
            EndedAt = null,
            ClosesAt = null,
            ReopensUntil = null,
        },
        IncidentClosed e => Released(state) with { Status = IncidentStatus.Closed, EndedAt = at, ClosesAt = null, ReopensUntil = e.ReopensUntil },
        IncidentCancelled => Released(state) with { Status = IncidentStatus.Cancelled, EndedAt = at },
        _ => state,
    };

    private static Incident Released(Incident state) => state with { HoldReason = null, ResumesAt = null };
}
