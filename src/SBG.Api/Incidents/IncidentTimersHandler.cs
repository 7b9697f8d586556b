using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Incidents;
using SBG.Domain.Surveys;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Incidents;

/// <summary>End a hold, its date having come.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="ResumesAt">The date (UTC).</param>
public sealed record ResumeWhenDue(Guid IncidentId, DateTimeOffset ResumesAt);

/// <summary>Close an incident, the days being over in which nobody objected.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="ClosesAt">When (UTC).</param>
public sealed record CloseWhenDue(Guid IncidentId, DateTimeOffset ClosesAt);

/// <summary>
/// Does by scheduled messages what happens by itself, and tells it as of the instant that was named. A message that comes late, twice, too early or after things changed finds
/// that in the incident's state: it is sent for one hold, one resolution.
/// </summary>
public static class IncidentTimersHandler
{
    /// <summary>Ends a hold; too early, it comes again.</summary>
    /// <param name="message">Which hold.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(ResumeWhenDue message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        var messages = new OutgoingMessages();
        if (await session.Fetch<Incident>(message.IncidentId, stop) is not { State: { } state } incident || state.ResumesAt != message.ResumesAt)
        {
            return messages;
        }

        var now = clock.Now();
        if (message.ResumesAt > now)
        {
            messages.Schedule(message, message.ResumesAt);
        }

        incident.Record(ResumeIncident.OnDate(state, message.ResumesAt, now), now, new(OccurredAt: message.ResumesAt));
        return messages;
    }

    /// <summary>Closes an incident and asks the user how it went; too early, it comes again.</summary>
    /// <param name="message">Which resolution.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="closing">How long it can be reopened.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(CloseWhenDue message, IDocumentSession session, ClosingDays closing, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(closing);
        var messages = new OutgoingMessages();
        if (await session.Fetch<Incident>(message.IncidentId, stop) is not { State: { } state } incident || state.ClosesAt != message.ClosesAt)
        {
            return messages;
        }

        var now = clock.Now();
        if (message.ClosesAt > now)
        {
            messages.Schedule(message, message.ClosesAt);
            return messages;
        }

        var close = new CloseIncident(await closing.ReopensUntil(session, state, now, stop));
        incident.Record(CloseIncident.ByItself(close, state, message.ClosesAt, now), now, new(OccurredAt: message.ClosesAt));
        messages.Add(new SendSurvey(SurveyAbout.Incident, state.Id, state.Number, state.ReportedBy, (int)incident.Version));
        return messages;
    }
}
