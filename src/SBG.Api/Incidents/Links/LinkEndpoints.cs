using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Incidents.Links;
using SBG.Domain.Incidents.Merging;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents.Links;

/// <summary>How incidents stand to each other and to changes: between two incidents, both tell it in one transaction.</summary>
public static class LinkEndpoints
{
    private const string Base = "/v1/clients/{clientId}/incidents/{incidentId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Base + "/link", Tell).Changes<IncidentView>(
            "LinkIncident", "Say that it is a part or a duplicate of another one, or caused by a change.", IncidentRendering.Workers);
        api.MapPost(Base + "/unlink", TakeBack).Changes<IncidentView>("UnlinkIncident", "Take a link back.", IncidentRendering.Workers);
    }

    private static Task<IResult> Tell(string clientId, Guid incidentId, LinkIncidentBody body, IncidentWriting writing, Recorder recorder, CancellationToken stop) =>
        Both(clientId, incidentId, body, LinkIncident.Decide, writing, recorder, stop);

    private static Task<IResult> TakeBack(string clientId, Guid incidentId, LinkIncidentBody body, IncidentWriting writing, Recorder recorder, CancellationToken stop) =>
        Both(clientId, incidentId, body, LinkIncident.Undo, writing, recorder, stop);

    /// <summary>Another incident that a command names.</summary>
    /// <param name="session">In the client's tenant.</param>
    /// <param name="id">The incident.</param>
    /// <param name="actor">Who names it.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">There is none that the caller may see.</exception>
    internal static async Task<Writing<Incident>> Other(IDocumentSession session, Guid id, Actor actor, CancellationToken stop)
    {
        var other = await session.Fetch<Incident>(id, stop);
        return other is not null && IncidentSight.Sees(other.State!, actor, null) ? other : throw new ProblemException(MergeIncidents.Unknown.With("incidentId", id));
    }

    /// <summary>Links two incidents, each from its side.</summary>
    /// <param name="incident">The one.</param>
    /// <param name="other">The other.</param>
    /// <param name="kind">How the one stands to the other.</param>
    /// <param name="now">UTC.</param>
    internal static void Link(Writing<Incident> incident, Writing<Incident> other, LinkKind kind, DateTimeOffset now)
    {
        Recorder.Demand(incident.Record(LinkIncident.Decide(new(new(kind, other.State!.Number, other.Id)), incident.State!), now));
        Recorder.Demand(other.Record(LinkIncident.Decide(new(new(kind.Mirror()!.Value, incident.State!.Number, incident.Id)), other.State), now));
    }

    private static Task<IResult> Both(
        string clientId,
        Guid incidentId,
        LinkIncidentBody body,
        Func<LinkIncident, Incident, Decision<Incident>> decide,
        IncidentWriting writing,
        Recorder recorder,
        CancellationToken stop) =>
        writing.Change(clientId, incidentId, null, async (session, incident, _) =>
        {
            if (body.Kind is LinkKind.SplitFrom or LinkKind.SplitInto or LinkKind.CausedByProblem)
            {
                return LinkIncident.NotByHand;
            }

            if (body.Kind.Mirror() is not { } mirror)
            {
                return body is { Reference: { } key, IncidentId: null } ? decide(new(new(body.Kind, key, null)), incident.State!) : LinkIncident.NoOther;
            }

            if (body is not { IncidentId: { } otherId, Reference: null })
            {
                return LinkIncident.NoOther;
            }

            if (otherId == incidentId)
            {
                return LinkIncident.ToItself;
            }

            var other = await Other(session, otherId, writing.Actor, stop);
            Recorder.Demand(other.Record(decide(new(new(mirror, incident.State!.Number, incidentId)), other.State!), recorder.Now));
            return decide(new(new(body.Kind, other.State!.Number, otherId)), incident.State!);
        }, stop);
}

/// <summary>A link.</summary>
/// <param name="Kind">How the incident stands to the other.</param>
/// <param name="IncidentId">The other incident, of the same client.</param>
/// <param name="Reference">The key of a change, in the system that plans it.</param>
public sealed record LinkIncidentBody(LinkKind Kind, Guid? IncidentId = null, [StringLength(60, MinimumLength = 1)] string? Reference = null);
