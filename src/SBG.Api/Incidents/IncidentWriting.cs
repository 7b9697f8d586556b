using Marten;
using SBG.Api.Incidents.Access;
using SBG.Api.Kernel;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents;

/// <summary>The one way in which commands change an existing incident: it is seen by the caller, told now or late, decided, recorded and shown.</summary>
/// <param name="recorder">Records.</param>
/// <param name="rendering">Shows.</param>
/// <param name="lateFacts">Who may tell late.</param>
/// <param name="sights">Who sees what.</param>
public sealed class IncidentWriting(Recorder recorder, IncidentRendering rendering, LateFacts lateFacts, IncidentSights sights)
{
    /// <summary>Who calls.</summary>
    public Actor Actor => recorder.Actor;

    /// <summary>Changes an incident by a decision that rests on it alone.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="incidentId">The incident.</param>
    /// <param name="occurredAt">When it happened, if earlier than now.</param>
    /// <param name="decide">The decision.</param>
    /// <param name="stop">Cancels.</param>
    public Task<IResult> Change(
        string clientId, Guid incidentId, DateTimeOffset? occurredAt, Func<Incident, Telling, Decision<Incident>> decide, CancellationToken stop) =>
        Change(clientId, incidentId, occurredAt, (_, incident, telling) => Task.FromResult(decide(incident.State!, telling)), stop);

    /// <summary>Changes an incident by a decision that needs other facts, or writes elsewhere in the same transaction.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="incidentId">The incident.</param>
    /// <param name="occurredAt">When it happened, if earlier than now.</param>
    /// <param name="decide">Loads and decides.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IResult> Change(
        string clientId,
        Guid incidentId,
        DateTimeOffset? occurredAt,
        Func<IDocumentSession, Writing<Incident>, Telling, Task<Decision<Incident>>> decide,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(decide);
        var telling = lateFacts.Told(recorder, occurredAt);
        var seen = await sights.Of(clientId, Actor, stop);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var incident = await recorder.Fetch(session, incidentId, stop, seen);
            Recorder.Demand(incident.Record(await decide(session, incident, telling), recorder.Now, recorder.Facts));
            return Answer.Ok(await rendering.View(incident.State!, Actor, stop), incident.Version);
        }, stop);
    }
}
