using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Close a resolved incident: the user whose incident it is confirms, or the provider does after the delay.</summary>
public sealed record CloseIncident
{
    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) => incident.Status switch
    {
        IncidentStatus.Resolved => null,
        IncidentStatus.Closed or IncidentStatus.Cancelled => IncidentRules.Over.With("number", incident.Number),
        _ => ReopenIncident.NotResolved.With("number", incident.Number),
    };

    /// <summary>Decides.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(Incident incident, Actor actor, Telling telling)
    {
        return (Hindrance(incident, actor) ?? telling.Fault(incident)) is { } hindrance ? hindrance : new IncidentClosed();
    }
}
