using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Withdraw an incident that is not resolved: reported by mistake, or twice.</summary>
/// <param name="Reason">Why.</param>
public sealed record CancelIncident(Sealed<string>? Reason)
{
    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) => IncidentRules.NotWorkedOn(incident);

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(CancelIncident command, Incident incident, Actor actor, Telling telling)
    {
        return (Hindrance(incident, actor) ?? telling.Fault(incident)) is { } hindrance ? hindrance : new IncidentCancelled(command.Reason);
    }
}
