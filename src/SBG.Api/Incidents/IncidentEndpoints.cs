using Marten;
using SBG.Api.Incidents.Links;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Links;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents;

/// <summary>Incidents: report, read, comment, replay.</summary>
public static class IncidentEndpoints
{
    internal static readonly string[] Readers = [.. IncidentRendering.Concerned, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients/{clientId}/incidents", Report)
            .Creates<IncidentView>("ReportIncident", "Report an incident; its priority follows from impact and urgency.", IncidentRendering.Reporters);
        api.MapGet("/v1/clients/{clientId}/incidents", List).Lists<IncidentView>("ListIncidents", "List the incidents, the newest first.", Readers);
        api.MapResource<IncidentView>("/v1/clients/{clientId}/incidents/{incidentId:guid}", Get, "GetIncident", "Read an incident.", Readers);
        api.MapPost("/v1/clients/{clientId}/incidents/{incidentId:guid}/comments", Comment)
            .Changes<IncidentView>("CommentIncident", "Write on the incident.", IncidentRendering.Concerned);
        api.MapGet("/v1/clients/{clientId}/incidents/{incidentId:guid}/comments", Comments)
            .Reads<IReadOnlyList<IncidentCommentView>>("ListIncidentComments", "Read the comments, the first first; 500 at most.", Readers);
        api.MapGet("/v1/clients/{clientId}/incidents/{incidentId:guid}/history", History)
            .Lists<HistoryEntry>("GetIncidentHistory", "Replay the incident: every event and what it changed, the first first.", Readers);
    }

    private static async Task<IResult> Report(
        string clientId,
        ReportIncidentBody body,
        Recorder recorder,
        IncidentRendering rendering,
        AgreedPolicies policies,
        LateFacts lateFacts,
        Vault vault,
        Numbers numbers,
        CancellationToken stop)
    {
        var telling = lateFacts.Told(recorder, body.OccurredAt);
        var id = recorder.NewId();
        var reportedBy = body.ReportedBy ?? recorder.Actor.Subject;
        var title = await vault.Seal(reportedBy, body.Title, stop);
        var description = await vault.SealOptional(reportedBy, body.Description, stop);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var before = body.Follows is { } earlier ? await LinkEndpoints.Other(session, earlier, recorder.Actor, stop) : null;
            var applies = await policies.ForNew(clientId, telling.At, stop) ?? throw new ProblemException("resource/not-found");
            var command = new ReportIncident(
                id, await numbers.Next("INC", stop), reportedBy, title, description, body.Impact, body.Urgency, body.Category);
            var incident = session.New<Incident>(id);
            Recorder.Demand(incident.Record(
                ReportIncident.Decide(command, null, recorder.Actor, applies, telling),
                recorder.Now,
                recorder.Facts with { Versions = applies.Version is { } version ? $"policy={version}" : null }));
            if (before is not null)
            {
                LinkEndpoints.Link(incident, before, LinkKind.Follows, recorder.Now);
            }

            return Answer.Created(await rendering.View(incident.State!, recorder.Actor, stop), incident.Version, $"/v1/clients/{clientId}/incidents/{id}");
        }, stop);
    }

    private static Task<IResult> List(
        string clientId, [AsParameters] Paging paging, IncidentStatus? status, Priority? priority, Reading reading, IncidentRendering rendering, CancellationToken stop)
    {
        var actor = reading.Actor;
        var owner = actor.IsProvider || actor.Has(Role.ClientManager) ? null : actor.Subject;
        return reading.Page<Incident, IncidentView>(
            clientId,
            paging,
            incidents =>
            {
                incidents = owner is null ? incidents : incidents.Where(incident => incident.ReportedBy == owner || incident.Absorbed.Any(absorbed => absorbed.ReportedBy == owner));
                incidents = status is { } wanted ? incidents.Where(incident => incident.Status == wanted) : incidents;
                return priority is { } rank ? incidents.Where(incident => incident.Priority == rank) : incidents;
            },
            incident => rendering.View(incident, actor, stop),
            stop);
    }

    private static Task<IResult> Get(
        string clientId, Guid incidentId, [AsParameters] Moment moment, Reading reading, IncidentRendering rendering, CancellationToken stop) =>
        reading.One(
            clientId, incidentId, moment, incident => rendering.View(incident, reading.Actor, stop), stop, IncidentRendering.IsSeenBy(reading.Actor));

    private static async Task<IResult> Comment(
        string clientId, Guid incidentId, CommentIncidentBody body, Recorder recorder, IncidentWriting writing, Vault vault, CancellationToken stop)
    {
        var command = new CommentIncident(recorder.NewId(), body.Visibility, await vault.Seal(recorder.Actor.Subject, body.Text, stop));
        return await writing.Change(
            clientId, incidentId, body.OccurredAt, (incident, telling) => CommentIncident.Decide(command, incident, writing.Actor, telling), stop);
    }

    private static Task<IResult> Comments(
        string clientId, Guid incidentId, Reading reading, IncidentRendering rendering, IDocumentStore store, CancellationToken stop) =>
        reading.One<Incident, IReadOnlyList<IncidentCommentView>>(clientId, incidentId, default, async incident =>
        {
            await using var session = store.QuerySession(clientId);
            var others = incident.Absorbed.IsEmpty ? [] : await session.LoadManyAsync<Incident>(stop, incident.Absorbed.Select(absorbed => absorbed.IncidentId).ToArray());
            return await rendering.Comments(incident, others, reading.Actor, stop);
        }, stop, IncidentRendering.IsSeenBy(reading.Actor));

    private static Task<IResult> History(
        string clientId, Guid incidentId, [AsParameters] Paging paging, Histories histories, Reading reading, CancellationToken stop)
    {
        var actor = reading.Actor;
        return histories.Page(
            clientId, incidentId, paging, stop, IncidentRendering.IsSeenBy(actor),
            happened => happened is IncidentCommented comment && !IncidentRendering.MayRead(comment.Visibility, actor));
    }
}
