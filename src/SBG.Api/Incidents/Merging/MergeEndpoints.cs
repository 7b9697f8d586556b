using System.ComponentModel.DataAnnotations;
using SBG.Api.Incidents.Links;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Merging;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents.Merging;

/// <summary>Several incidents dealt with in one, and the undoing of that: one transaction over all their streams.</summary>
public static class MergeEndpoints
{
    private const string Base = "/v1/clients/{clientId}/incidents/{incidentId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Base + "/merge", Merge).Changes<IncidentView>("MergeIncidents", "Deal with others in this incident; can be undone.", IncidentRendering.Workers);
        api.MapPost(Base + "/undo-merge", Undo).Changes<IncidentView>("UndoIncidentMerge", "Undo a merge: each incident is again what it was.", IncidentRendering.Workers);
    }

    private static Task<IResult> Merge(string clientId, Guid incidentId, MergeIncidentsBody body, IncidentWriting writing, Recorder recorder, CancellationToken stop)
    {
        var command = new MergeIncidents(recorder.NewId());
        return writing.Change(clientId, incidentId, null, async (session, into, _) =>
        {
            var others = new List<Incident>();
            foreach (var id in body.IncidentIds.Distinct())
            {
                if (id == incidentId)
                {
                    return MergeIncidents.IntoItself;
                }

                var other = await LinkEndpoints.Other(session, id, writing.Actor, stop);
                others.Add(other.State!);
                Recorder.Demand(other.Record(MergeIncidents.Merge(command, other.State!, into.State!), recorder.Now));
            }

            return MergeIncidents.Absorb(command, into.State!, [.. others]);
        }, stop);
    }

    private static Task<IResult> Undo(string clientId, Guid incidentId, UndoMergeBody body, IncidentWriting writing, Recorder recorder, CancellationToken stop)
    {
        var command = new UndoMerge(body.MergeId);
        return writing.Change(clientId, incidentId, null, async (session, into, _) =>
        {
            foreach (var absorbed in into.State!.Absorbed.Where(absorbed => absorbed.MergeId == body.MergeId))
            {
                var other = (await session.Fetch<Incident>(absorbed.IncidentId, stop))!;
                other.Record(UndoMerge.Restore(command, other.State!), recorder.Now);
                if (other.State!.ResumesAt is { } due)
                {
                    await recorder.Send(new ResumeWhenDue(other.Id, due), due); // its message may have come while it was merged
                }
            }

            return UndoMerge.GiveBack(command, into.State);
        }, stop);
    }
}

/// <summary>What is to be dealt with in the incident.</summary>
/// <param name="IncidentIds">The others, of the same client.</param>
public sealed record MergeIncidentsBody([MinLength(1), MaxLength(MergeIncidents.Most)] IReadOnlyList<Guid> IncidentIds);

/// <summary>What is to be undone.</summary>
/// <param name="MergeId">The merge.</param>
public sealed record UndoMergeBody(Guid MergeId);
