using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Incidents;
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

    private static Task<IResult> Prioritise(string clientId, Guid incidentId, PrioritiseIncidentBody body, IncidentWriting writing, CancellationToken stop) =>
        writing.Change(clientId, incidentId, body.OccurredAt, async (session, incident, telling) =>
        {
            var applies = await AppliedPolicies.Of(session, incident.State!, stop);
            return PrioritiseIncident.Decide(new(body.Impact, body.Urgency, body.Mode), incident.State!, writing.Actor, applies, telling);
        }, stop);

    private static Task<IResult> Assign(string clientId, Guid incidentId, AssignIncidentBody body, IncidentWriting writing, CancellationToken stop) =>
        writing.Change(
            clientId, incidentId, body.OccurredAt, (incident, telling) => AssignIncident.Decide(new(body.Team, body.Assignee), incident, writing.Actor, telling), stop);

    private static async Task<IResult> Hold(
        string clientId, Guid incidentId, HoldIncidentBody body, IncidentWriting writing, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var resumesAt = body.ResumesAt?.ToUniversalTime();
        var command = new HoldIncident(body.Reason, await vault.SealOptional(writing.Actor.Subject, body.Note, stop), resumesAt);
        return await writing.Change(clientId, incidentId, body.OccurredAt, async (_, incident, telling) =>
        {
            var decision = HoldIncident.Decide(command, incident.State!, writing.Actor, telling);
            if (resumesAt is { } due && !decision.Events.IsEmpty)
            {
                await recorder.Send(new ResumeWhenDue(incidentId, due), due);
            }

            return decision;
        }, stop);
    }

    private static Task<IResult> Resume(string clientId, Guid incidentId, ResumeIncidentBody body, IncidentWriting writing, CancellationToken stop) =>
        writing.Change(clientId, incidentId, body.OccurredAt, (incident, telling) => ResumeIncident.Decide(incident, writing.Actor, telling), stop);

    private static async Task<IResult> Resolve(
        string clientId, Guid incidentId, ResolveIncidentBody body, IncidentWriting writing, Recorder recorder, ClosingDays closing, Vault vault, CancellationToken stop)
    {
        var resolution = await vault.Seal(writing.Actor.Subject, body.Resolution, stop);
        return await writing.Change(clientId, incidentId, body.OccurredAt, async (session, incident, telling) =>
        {
            // The days count from when the client is told, also of a remedy of long ago.
            var closesAt = await closing.ClosesAt(session, incident.State!, telling.Now, stop);
            var decision = ResolveIncident.Decide(new(body.Code, resolution, closesAt), incident.State!, writing.Actor, telling);
            if (closesAt is { } due && decision.Refusal is null)
            {
                await recorder.Send(new CloseWhenDue(incidentId, due), due);
            }

            return decision;
        }, stop);
    }

    private static async Task<IResult> Reopen(string clientId, Guid incidentId, IncidentReasonBody body, IncidentWriting writing, Vault vault, CancellationToken stop)
    {
        var command = new ReopenIncident(await vault.Seal(writing.Actor.Subject, body.Reason, stop));
        return await writing.Change(
            clientId, incidentId, body.OccurredAt, (incident, telling) => ReopenIncident.Decide(command, incident, telling), stop);
    }

    private static Task<IResult> Close(
        string clientId, Guid incidentId, CloseIncidentBody? body, IncidentWriting writing, Recorder recorder, ClosingDays closing, CancellationToken stop) =>
        writing.Change(clientId, incidentId, body?.OccurredAt, async (session, incident, telling) =>
        {
            var command = new CloseIncident(await closing.ReopensUntil(session, incident.State!, telling.Now, stop));
            var decision = CloseIncident.Decide(command, incident.State!, writing.Actor, telling);
            if (decision.Refusal is null)
            {
                await recorder.Send(new SendSurvey(
                    SurveyAbout.Incident, incidentId, incident.State!.Number, incident.State.ReportedBy, (int)incident.Version + decision.Events.Length));
            }

            return decision;
        }, stop);

    private static async Task<IResult> Cancel(string clientId, Guid incidentId, IncidentReasonBody body, IncidentWriting writing, Vault vault, CancellationToken stop)
    {
        var command = new CancelIncident(await vault.Seal(writing.Actor.Subject, body.Reason, stop));
        return await writing.Change(
            clientId, incidentId, body.OccurredAt, (incident, telling) => CancelIncident.Decide(command, incident, writing.Actor, telling), stop);
    }
}
