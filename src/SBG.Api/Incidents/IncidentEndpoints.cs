using Marten;
using SBG.Api.Incidents.Access;
using SBG.Api.Incidents.Categories;
using SBG.Api.Incidents.Links;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Incidents.Links;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents;

/// <summary>Incidents: report, read, comment, replay.</summary>
public static class IncidentEndpoints
{
    internal static readonly string[] Readers = [.. IncidentRendering.Concerned, Role.Auditor, Role.PrivacyOfficer];

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
        IncidentSights sights,
        Classification catalogue,
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
                id, await numbers.Next("INC", stop), reportedBy, title, description, body.Impact, body.Urgency, body.Category, body.Channel,
                body.Affected is { } things ? [.. things.Select(thing => thing.Thing)] : null);
            Recorder.Demand(await catalogue.Fault(session, command.Category, command.Affected, stop));
            var incident = session.New<Incident>(id);
            Recorder.Demand(incident.Record(
                ReportIncident.Decide(command, null, recorder.Actor, applies, telling),
                recorder.Now,
                recorder.Facts with { Versions = applies.Version is { } version ? $"policy={version}" : null }));
            if (body.Visibility is { } visibility and not IncidentVisibility.Own)
            {
                var unit = await sights.UnitOf(clientId, reportedBy, stop);
                Recorder.Demand(incident.Record(ShareIncident.Decide(new(visibility, unit), incident.State!, recorder.Actor), recorder.Now));
            }

            if (before is not null)
            {
                LinkEndpoints.Link(incident, before, LinkKind.Follows, recorder.Now);
            }

            return Answer.Created(await rendering.View(incident.State!, recorder.Actor, stop), incident.Version, $"/v1/clients/{clientId}/incidents/{id}");
        }, stop);
    }

    private static async Task<IResult> List(
        string clientId,
        [AsParameters] Paging paging,
        IncidentStatus? status,
        Priority? priority,
        Reading reading,
        IncidentRendering rendering,
        IncidentSights sights,
        CancellationToken stop)
    {
        var actor = reading.Actor;
        var seen = await sights.Filter(clientId, actor, stop);
        return await reading.Page<Incident, IncidentView>(
            clientId,
            paging,
            incidents =>
            {
                incidents = seen(incidents);
                incidents = status is { } wanted ? incidents.Where(incident => incident.Status == wanted) : incidents;
                return priority is { } rank ? incidents.Where(incident => incident.Priority == rank) : incidents;
            },
            incident => rendering.Listed(incident, actor, stop),
            stop);
    }

    private static async Task<IResult> Get(
        string clientId,
        Guid incidentId,
        [AsParameters] Moment moment,
        Reading reading,
        IncidentRendering rendering,
        IncidentSights sights,
        RestrictedReads reads,
        CancellationToken stop) =>
        await reading.One<Incident, IncidentView>(clientId, incidentId, moment, async incident =>
        {
            await reads.Tell(clientId, incident, ReadPart.Incident, stop);
            return await rendering.View(incident, reading.Actor, stop);
        }, stop, await sights.Of(clientId, reading.Actor, stop));

    private static async Task<IResult> Comment(
        string clientId, Guid incidentId, CommentIncidentBody body, Recorder recorder, IncidentWriting writing, Vault vault, CancellationToken stop)
    {
        var command = new CommentIncident(recorder.NewId(), body.Visibility, await vault.Seal(recorder.Actor.Subject, body.Text, stop), body.TimeSpent);
        return await writing.Change(
            clientId, incidentId, body.OccurredAt, (incident, telling) => CommentIncident.Decide(command, incident, writing.Actor, telling), stop);
    }

    private static async Task<IResult> Comments(
        string clientId,
        Guid incidentId,
        Reading reading,
        IncidentRendering rendering,
        IncidentSights sights,
        RestrictedReads reads,
        IDocumentStore store,
        CancellationToken stop) =>
        await reading.One<Incident, IReadOnlyList<IncidentCommentView>>(clientId, incidentId, default, async incident =>
        {
            await reads.Tell(clientId, incident, ReadPart.Comments, stop);
            await using var session = store.QuerySession(clientId);
            var others = incident.Absorbed.IsEmpty ? [] : await session.LoadManyAsync<Incident>(stop, incident.Absorbed.Select(absorbed => absorbed.IncidentId).ToArray());
            return await rendering.Comments(incident, others, reading.Actor, stop);
        }, stop, await sights.Of(clientId, reading.Actor, stop));

    private static async Task<IResult> History(
        string clientId,
        Guid incidentId,
        [AsParameters] Paging paging,
        Histories histories,
        Reading reading,
        IncidentSights sights,
        RestrictedReads reads,
        IDocumentStore store,
        CancellationToken stop)
    {
        var actor = reading.Actor;
        var seen = await sights.Of(clientId, actor, stop);
        await using var session = store.QuerySession(clientId);
        if (await session.LoadAsync<Incident>(incidentId, stop) is { } incident && seen(incident))
        {
            await reads.Tell(clientId, incident, ReadPart.History, stop);
        }

        return await histories.Page(
            clientId, incidentId, paging, stop, seen,
            happened => happened is IncidentCommented comment && !IncidentRendering.MayRead(comment.Visibility, actor),
            incident => IncidentRendering.Shown(incident, actor));
    }
}
