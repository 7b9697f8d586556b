using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Close a resolved incident: the user whose incident it is confirms, the provider does, or the days are over in which nobody objected.</summary>
/// <param name="ReopensUntil">Until when it can be reopened (UTC); null: not at all.</param>
public sealed record CloseIncident(DateTimeOffset? ReopensUntil = null)
{
    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) => IncidentRules.Gone(incident) ?? incident.Status switch
    {
        IncidentStatus.Resolved => null,
        IncidentStatus.Closed or IncidentStatus.Cancelled => IncidentRules.Over.With("number", incident.Number),
        _ => ReopenIncident.NotResolved.With("number", incident.Number),
    };

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(CloseIncident command, Incident incident, Actor actor, Telling telling)
    {
        return (Hindrance(incident, actor) ?? telling.Fault(incident)) is { } hindrance ? hindrance : new IncidentClosed(command.ReopensUntil);
    }

    /// <summary>Decides when the days are over: a message that comes too early, twice, or after a reopening finds nothing to close.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="closesAt">The instant that the message was sent for (UTC).</param>
    /// <param name="now">UTC.</param>
    public static Decision<Incident> ByItself(CloseIncident command, Incident incident, DateTimeOffset closesAt, DateTimeOffset now) =>
        incident.ClosesAt == closesAt && closesAt <= now ? new IncidentClosed(command.ReopensUntil) : Decision.Nothing;
}
