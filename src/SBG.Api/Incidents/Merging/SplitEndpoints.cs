using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Incidents.Links;
using SBG.Domain.Incidents.Merging;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents.Merging;

/// <summary>An incident told as several, and the undoing of that.</summary>
public static class SplitEndpoints
{
    private const string Base = "/v1/clients/{clientId}/incidents/{incidentId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Base + "/split", Split).Creates<IncidentView>(
            "SplitIncident", "Make an incident of its own of a part of what one tells; its clocks start when the whole was reported.", IncidentRendering.Workers);
        api.MapPost(Base + "/undo-split", Undo).Changes<IncidentView>(
            "UndoIncidentSplit", "Withdraw a part: it counts nowhere, and the whole is as it was.", IncidentRendering.Workers);
    }

    private static async Task<IResult> Split(
        string clientId,
        Guid incidentId,
        SplitIncidentBody body,
        Recorder recorder,
        IncidentRendering rendering,
        Vault vault,
        Numbers numbers,
        CancellationToken stop)
    {
        var id = recorder.NewId();
        return await recorder.Run(clientId, async (session, _) =>
        {
            var whole = await recorder.Fetch<Incident>(session, incidentId, stop, whole => IncidentSight.Sees(whole, recorder.Actor, null));
            var state = whole.State!;
            Recorder.Demand(SplitIncident.Hindrance(state));
            var command = new SplitIncident(
                id, await numbers.Next("INC", stop), await vault.Seal(state.ReportedBy, body.Title, stop), await vault.SealOptional(state.ReportedBy, body.Description, stop),
                body.Impact ?? state.Impact, body.Urgency ?? state.Urgency);
            var part = session.New<Incident>(id);
            Recorder.Demand(part.Record(SplitIncident.Report(command, state, await AppliedPolicies.Of(session, state, stop)), recorder.Now, new(state.ReportedAt)));
            if (state.RespondedAt is { } respondedAt)
            {
                part.Record(new IncidentResponded(), recorder.Now, new(respondedAt));
            }

            Recorder.Demand(part.Record(LinkIncident.Decide(SplitIncident.FromWhole(state), part.State!), recorder.Now));
            Recorder.Demand(whole.Record(LinkIncident.Decide(SplitIncident.IntoPart(part.State!), state), recorder.Now));
            return Answer.Created(await rendering.View(part.State!, recorder.Actor, stop), part.Version, $"/v1/clients/{clientId}/incidents/{id}");
        }, stop);
    }

    private static Task<IResult> Undo(string clientId, Guid incidentId, IncidentWriting writing, Recorder recorder, CancellationToken stop) =>
        writing.Change(clientId, incidentId, null, async (session, part, _) =>
        {
            var decision = SplitIncident.Undo(part.State!);
            if (decision.Refusal is null && part.State!.Links.First(link => link.Kind is LinkKind.SplitFrom).OtherId is { } wholeId)
            {
                var whole = (await session.Fetch<Incident>(wholeId, stop))!;
                Recorder.Demand(whole.Record(LinkIncident.Undo(SplitIncident.IntoPart(part.State), whole.State!), recorder.Now));
            }

            return decision;
        }, stop);
}

/// <summary>The part.</summary>
/// <param name="Title">One line; stored sealed.</param>
/// <param name="Description">What happens; stored sealed.</param>
/// <param name="Impact">How much is touched; absent: as the whole.</param>
/// <param name="Urgency">How soon it must be remedied; absent: as the whole.</param>
public sealed record SplitIncidentBody(
    [StringLength(200, MinimumLength = 1)] string Title,
    [StringLength(10_000, MinimumLength = 1)] string? Description = null,
    Impact? Impact = null,
    Urgency? Urgency = null);
