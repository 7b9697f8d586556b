using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.Surveys;

namespace SBG.Api.Incidents;

/// <summary>The course of an incident: prioritise, assign, hold, resume, resolve, reopen, close, cancel.</summary>
public static class IncidentCourseEndpoints
{
    private const string Base = "/v1/clients/{clientId}/incidents/{incidentId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Base + "/prioritise", Prioritise).Changes<IncidentView>("PrioritiseIncident", "Judge impact and urgency anew.", IncidentRendering.Workers);
        api.MapPost(Base + "/assign", Assign).Changes<IncidentView>("AssignIncident", "Put it into the hands of a team or an agent.", IncidentRendering.Workers);
        api.MapPost(Base + "/hold", Hold).Changes<IncidentView>("HoldIncident", "Put it on hold, for a reason.", IncidentRendering.Workers);
        api.MapPost(Base + "/resume", Resume).Changes<IncidentView>("ResumeIncident", "End the hold.", IncidentRendering.Workers);
        api.MapPost(Base + "/resolve", Resolve).Changes<IncidentView>("ResolveIncident", "State that the remedy is there.", IncidentRendering.Workers);
        api.MapPost(Base + "/reopen", Reopen).Changes<IncidentView>("ReopenIncident", "State that it is not remedied after all.", IncidentRendering.Concerned);
        api.MapPost(Base + "/close", Close).Changes<IncidentView>("CloseIncident", "Close what is resolved.", IncidentRendering.Concerned);
        api.MapPost(Base + "/cancel", Cancel).Changes<IncidentView>("CancelIncident", "Withdraw what is not resolved.", IncidentRendering.Concerned);
    }

    private static Task<IResult> Prioritise(
        string clientId, Guid incidentId, PrioritiseIncidentBody body, Recorder recorder, IncidentRendering rendering, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var incident = await recorder.Fetch<Incident>(session, incidentId, stop);
            var applies = await AppliedPolicies.Of(session, incident.State!, stop);
            var command = new PrioritiseIncident(body.Impact, body.Urgency, body.Mode);
            Recorder.Demand(incident.Record(PrioritiseIncident.Decide(command, incident.State!, recorder.Actor, applies), recorder.Now));
            return Answer.Ok(await rendering.View(incident.State!, recorder.Actor, stop), incident.Version);
        }, stop);

    private static Task<IResult> Assign(
        string clientId, Guid incidentId, AssignIncidentBody body, Recorder recorder, IncidentRendering rendering, CancellationToken stop) =>
        Change(clientId, incidentId, recorder, rendering, incident => AssignIncident.Decide(new(body.Team, body.Assignee), incident, recorder.Actor), null, stop);

    private static async Task<IResult> Hold(
        string clientId, Guid incidentId, HoldIncidentBody body, Recorder recorder, IncidentRendering rendering, Vault vault, CancellationToken stop)
    {
        var command = new HoldIncident(body.Reason, await vault.SealOptional(recorder.Actor.Subject, body.Note, stop), body.OccurredAt);
        return await Change(
            clientId, incidentId, recorder, rendering, incident => HoldIncident.Decide(command, incident, recorder.Actor, recorder.Now), body.OccurredAt, stop);
    }

    private static Task<IResult> Resume(
        string clientId, Guid incidentId, ResumeIncidentBody body, Recorder recorder, IncidentRendering rendering, CancellationToken stop) =>
        Change(
            clientId, incidentId, recorder, rendering, incident => ResumeIncident.Decide(new(body.OccurredAt), incident, recorder.Actor, recorder.Now), body.OccurredAt, stop);

    private static async Task<IResult> Resolve(
        string clientId, Guid incidentId, ResolveIncidentBody body, Recorder recorder, IncidentRendering rendering, Vault vault, CancellationToken stop)
    {
        var command = new ResolveIncident(body.Code, await vault.Seal(recorder.Actor.Subject, body.Resolution, stop), body.OccurredAt);
        return await Change(
            clientId, incidentId, recorder, rendering, incident => ResolveIncident.Decide(command, incident, recorder.Actor, recorder.Now), body.OccurredAt, stop);
    }

    private static async Task<IResult> Reopen(
        string clientId, Guid incidentId, IncidentReasonBody body, Recorder recorder, IncidentRendering rendering, Vault vault, CancellationToken stop)
    {
        var command = new ReopenIncident(await vault.Seal(recorder.Actor.Subject, body.Reason, stop));
        return await Change(clientId, incidentId, recorder, rendering, incident => ReopenIncident.Decide(command, incident, recorder.Actor), null, stop);
    }

    private static Task<IResult> Close(string clientId, Guid incidentId, Recorder recorder, IncidentRendering rendering, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var incident = await recorder.Fetch(session, incidentId, stop, IncidentRendering.IsSeenBy(recorder.Actor));
            Recorder.Demand(incident.Record(CloseIncident.Decide(incident.State!, recorder.Actor), recorder.Now));
            await recorder.Send(new SendSurvey(SurveyAbout.Incident, incidentId, incident.State!.Number, incident.State.ReportedBy, (int)incident.Version));
            return Answer.Ok(await rendering.View(incident.State, recorder.Actor, stop), incident.Version);
        }, stop);

    private static async Task<IResult> Cancel(
        string clientId, Guid incidentId, IncidentReasonBody body, Recorder recorder, IncidentRendering rendering, Vault vault, CancellationToken stop)
    {
        var command = new CancelIncident(await vault.Seal(recorder.Actor.Subject, body.Reason, stop));
        return await Change(clientId, incidentId, recorder, rendering, incident => CancelIncident.Decide(command, incident, recorder.Actor), null, stop);
    }

    private static Task<IResult> Change(
        string clientId,
        Guid incidentId,
        Recorder recorder,
        IncidentRendering rendering,
        Func<Incident, Decision<Incident>> decide,
        DateTimeOffset? occurredAt,
        CancellationToken stop)
    {
        recorder.Facts = new(occurredAt);
        return recorder.Change(
            clientId, incidentId, decide, incident => rendering.View(incident, recorder.Actor, stop), stop, IncidentRendering.IsSeenBy(recorder.Actor));
    }
}
