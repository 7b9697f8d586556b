using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Put the incident into the hands of a team or an agent, or take it.</summary>
/// <param name="Team">The team's key; null for none.</param>
/// <param name="Assignee">Subject of the agent; null for none.</param>
public sealed record AssignIncident(string? Team, string? Assignee)
{
    /// <summary>Neither a team nor an agent is named.</summary>
    public static readonly Refusal ToNobody = new("incidents/assigned-to-nobody");

    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) => IncidentRules.NotWorkedOn(incident);

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(AssignIncident command, Incident incident, Actor actor, Telling telling)
    {
        if (Hindrance(incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        if (command.Team is null && command.Assignee is null)
        {
            return ToNobody;
        }

        if ((incident.Team, incident.Assignee) == (command.Team, command.Assignee))
        {
            return Decision.Nothing;
        }

        return telling.Fault(incident) is { } untimely
            ? untimely
            : IncidentRules.FirstAct(incident, actor, new IncidentAssigned(command.Team, command.Assignee));
    }
}
