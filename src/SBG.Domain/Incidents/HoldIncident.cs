using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Put the incident on hold, or state another reason for the hold.</summary>
/// <param name="Reason">What it waits for.</param>
/// <param name="Note">More about it; null when there is none.</param>
public sealed record HoldIncident(HoldReason Reason, Sealed<string>? Note = null)
{
    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) => IncidentRules.NotWorkedOn(incident);

    /// <summary>Decides: the same reason again records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(HoldIncident command, Incident incident, Actor actor, Telling telling)
    {
        if (Hindrance(incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        if (incident.HoldReason == command.Reason)
        {
            return Decision.Nothing;
        }

        return telling.Fault(incident) is { } untimely
            ? untimely
            : IncidentRules.FirstAct(incident, actor, new IncidentHeld(command.Reason, command.Note));
    }
}
