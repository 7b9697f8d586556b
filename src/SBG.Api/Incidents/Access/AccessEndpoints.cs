using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Kernel;

namespace SBG.Api.Incidents.Access;

/// <summary>Who sees an incident: sharing inside the client, watchers, and the restriction to those who need to know, whose reads are listed.</summary>
public static class AccessEndpoints
{
    private const string Base = "/v1/clients/{clientId}/incidents/{incidentId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Base + "/share", Share).Changes<IncidentView>("ShareIncident", "Say who of the client sees it.", IncidentRendering.Concerned);
        api.MapPost(Base + "/watch", Watch).Changes<IncidentView>("WatchIncident", "Follow it, or let another follow it.", IncidentRendering.Concerned);
        api.MapPost(Base + "/unwatch", Unwatch).Changes<IncidentView>("UnwatchIncident", "Follow it no longer.", IncidentRendering.Concerned);
        api.MapPost(Base + "/restrict", Restrict).Changes<IncidentView>(
            "RestrictIncident", "Let only those see it who need to know; what they read is recorded.", IncidentRendering.Keepers);
        api.MapPost(Base + "/unrestrict", Unrestrict).Changes<IncidentView>("UnrestrictIncident", "Let it be seen as any other again.", IncidentRendering.Keepers);
        api.MapGet(Base + "/reads", Reads).Lists<HistoryEntry>(
            "ListIncidentReads", "Who read what of a restricted incident, the first first.", Role.ServiceManager, Role.PrivacyOfficer, Role.Auditor);
    }

    private static Task<IResult> Share(
        string clientId, Guid incidentId, ShareIncidentBody body, IncidentWriting writing, IncidentSights sights, CancellationToken stop) =>
        writing.Change(clientId, incidentId, null, async (_, incident, _) =>
        {
            var unit = body.Visibility is IncidentVisibility.Unit ? await sights.UnitOf(clientId, incident.State!.ReportedBy, stop) : null;
            return ShareIncident.Decide(new(body.Visibility, unit), incident.State!, writing.Actor);
        }, stop);

    private static Task<IResult> Watch(string clientId, Guid incidentId, WatchIncidentBody? body, IncidentWriting writing, CancellationToken stop) =>
        writing.Change(
            clientId, incidentId, null, (incident, _) => WatchIncident.Decide(new(body?.Subject ?? writing.Actor.Subject), incident, writing.Actor), stop);

    private static Task<IResult> Unwatch(string clientId, Guid incidentId, WatchIncidentBody? body, IncidentWriting writing, CancellationToken stop) =>
        writing.Change(
            clientId, incidentId, null, (incident, _) => WatchIncident.End(new(body?.Subject ?? writing.Actor.Subject), incident, writing.Actor), stop);

    private static Task<IResult> Restrict(string clientId, Guid incidentId, RestrictIncidentBody body, IncidentWriting writing, CancellationToken stop) =>
        writing.Change(clientId, incidentId, null, (incident, _) => RestrictIncident.Decide(new([.. body.Readers]), incident, writing.Actor), stop);

    private static Task<IResult> Unrestrict(string clientId, Guid incidentId, IncidentWriting writing, CancellationToken stop) =>
        writing.Change(clientId, incidentId, null, (incident, _) => RestrictIncident.Lift(incident), stop);

    private static async Task<IResult> Reads(
        string clientId,
        Guid incidentId,
        [AsParameters] Paging paging,
        Reading reading,
        Histories histories,
        IncidentSights sights,
        IDocumentStore store,
        CancellationToken stop)
    {
        var seen = await sights.Of(clientId, reading.Actor, stop);
        await using var session = store.QuerySession(clientId);
        return await session.LoadAsync<Incident>(incidentId, stop) is { } incident && seen(incident)
            ? await histories.Page<IncidentReads>(clientId, IncidentReads.StreamOf(incidentId), paging, stop)
            : Problem.Of("resource/not-found");
    }
}

/// <summary>Who of the client sees it.</summary>
/// <param name="Visibility">Who.</param>
public sealed record ShareIncidentBody(IncidentVisibility Visibility);

/// <summary>Who follows it.</summary>
/// <param name="Subject">Subject; absent: the caller.</param>
public sealed record WatchIncidentBody([StringLength(100, MinimumLength = 1)] string? Subject = null);

/// <summary>Who needs to know.</summary>
/// <param name="Readers">Subjects, each of 100 characters at most; the caller is one of them.</param>
public sealed record RestrictIncidentBody([MaxLength(RestrictIncident.Limit)] IReadOnlyList<string> Readers);
