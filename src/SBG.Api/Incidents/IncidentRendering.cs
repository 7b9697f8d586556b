using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Incidents.Links;
using SBG.Domain.Incidents.Merging;
using SBG.Domain.Kernel;

namespace SBG.Api.Incidents;

/// <summary>Represents incidents to those who may see them.</summary>
/// <param name="vault">Reveals.</param>
/// <param name="clock">The clock: what can be reopened depends on it.</param>
public sealed class IncidentRendering(Vault vault, TimeProvider clock)
{
    internal static readonly string[] Reporters = [Role.Requester, Role.ClientManager, Role.Agent];

    internal static readonly string[] Workers = [Role.Agent, Role.ServiceManager];

    internal static readonly string[] Keepers = [Role.Agent, Role.ServiceManager, Role.PrivacyOfficer];

    internal static readonly string[] Concerned = [Role.Requester, Role.ClientManager, Role.Agent, Role.ServiceManager];

    /// <summary>Whether a caller may read a comment.</summary>
    /// <param name="visibility">The comment's visibility.</param>
    /// <param name="actor">The caller.</param>
    public static bool MayRead(CommentVisibility visibility, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return visibility == CommentVisibility.Public || actor.IsProvider;
    }

    /// <summary>What a caller sees of an incident's state: a client nothing of work notes.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">The caller.</param>
    public static Incident Shown(Incident incident, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(actor);
        return actor.IsProvider ? incident : incident with { Comments = [.. incident.Comments.Where(comment => MayRead(comment.Visibility, actor))], Readers = [] };
    }

    /// <summary>Represents an incident among others: what a restricted one says is not shown, since who reads it is recorded.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public ValueTask<IncidentView> Listed(Incident incident, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return View(incident.IsRestricted ? incident with { Title = null, Description = null, Resolution = null } : incident, actor, stop);
    }

    /// <summary>Represents an incident.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<IncidentView> View(Incident incident, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(actor);
        var actions = new Actions(actor)
            .May("prioritise", PrioritiseIncident.Hindrance(incident, actor), Workers)
            .May("assign", AssignIncident.Hindrance(incident, actor), Workers)
            .May("hold", HoldIncident.Hindrance(incident, actor), Workers)
            .May("resume", ResumeIncident.Hindrance(incident, actor), Workers)
            .May("resolve", ResolveIncident.Hindrance(incident, actor), Workers)
            .May("reopen", ReopenIncident.Hindrance(incident, clock.GetUtcNow()), Concerned)
            .May("close", CloseIncident.Hindrance(incident, actor), Concerned)
            .May("cancel", CancelIncident.Hindrance(incident, actor), Concerned)
            .May("describe", IncidentRules.NotWorkedOn(incident), Workers)
            .May("share", ShareIncident.Hindrance(incident, actor), Concerned)
            .May("watch", IncidentRules.Gone(incident), Concerned)
            .May("unwatch", IncidentRules.Gone(incident), Concerned)
            .May("restrict", IncidentRules.Gone(incident), Keepers)
            .May("unrestrict", RestrictIncident.LiftHindrance(incident), Keepers)
            .May("link", LinkIncident.Hindrance(incident), Workers)
            .May("unlink", LinkIncident.Hindrance(incident) ?? (incident.Links.IsEmpty ? LinkIncident.Unknown : null), Workers)
            .May("merge", MergeIncidents.Hindrance(incident), Workers)
            .May("undoMerge", UndoMerge.Hindrance(incident), Workers)
            .May("split", SplitIncident.Hindrance(incident), Workers)
            .May("undoSplit", SplitIncident.UndoHindrance(incident), Workers)
            .May("comment", CommentIncident.Hindrance(incident, actor), Concerned);
        return new(
            incident.Id, incident.Number, incident.Status, await vault.Reveal(incident.Title, stop), await vault.Reveal(incident.Description, stop),
            incident.Impact, incident.Urgency, incident.Priority, incident.PriorityBasis, incident.ServiceLevelPolicyId, incident.PolicyVersion,
            incident.PolicyBasis, incident.Category, incident.Origin, incident.Team, incident.Assignee, incident.Merged is null ? incident.HoldReason : null, incident.ResumesAt, incident.ResolutionCode,
            await vault.Reveal(incident.Resolution, stop), incident.ReportedBy, incident.ReportedAt, incident.RespondedAt, incident.ResolvedAt,
            incident.ClosesAt, incident.EndedAt, incident.ReopensUntil, incident.Comments.Count(comment => MayRead(comment.Visibility, actor)), incident.Links,
            incident.Merged is { } merged ? new(merged.MergeId, merged.IncidentId, merged.Number) : null,
            [.. incident.Absorbed.Select(absorbed => new MergeView(absorbed.MergeId, absorbed.IncidentId, absorbed.Number))], incident.Channel, incident.Affected, incident.Visibility,
            incident.Watchers, incident.IsRestricted, actor.IsProvider ? incident.Readers : null, TimeSpent(incident, actor), actions.Listed);
    }

    /// <summary>The comments that a caller may read, the first first.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="others">What is dealt with in it.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyList<IncidentCommentView>> Comments(Incident incident, IReadOnlyList<Incident> others, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var views = new List<IncidentCommentView>();
        foreach (var (number, comment) in Written(incident, others).Where(written => MayRead(written.Comment.Visibility, actor)))
        {
            views.Add(new(comment.Id, number, comment.Author, comment.Visibility, await vault.Reveal(comment.Text, stop), comment.At, comment.TimeSpent));
        }

        return views;
    }

    private static TimeSpan? TimeSpent(Incident incident, Actor actor) =>
        actor.IsProvider ? incident.Comments.Aggregate(TimeSpan.Zero, (sum, comment) => sum + (comment.TimeSpent ?? TimeSpan.Zero)) : null;

    private static IEnumerable<(string Number, IncidentComment Comment)> Written(Incident incident, IReadOnlyList<Incident> others) =>
        others.Append(incident).SelectMany(each => each.Comments, (each, comment) => (each.Number, Comment: comment)).OrderBy(written => written.Comment.At);
}
