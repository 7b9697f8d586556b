using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Judge impact and urgency anew; the matrix of the incident's own policy version makes the priority.</summary>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Mode">What it does to the clocks; null: as the policy says.</param>
public sealed record PrioritiseIncident(Impact Impact, Urgency Urgency, ChangeMode? Mode = null)
{
    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) => IncidentRules.NotWorkedOn(incident);

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="applies">The policy version that the incident bears.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(PrioritiseIncident command, Incident incident, Actor actor, AppliedPolicy applies, Telling telling)
    {
        if (Hindrance(incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        if ((incident.Impact, incident.Urgency) == (command.Impact, command.Urgency))
        {
            return Decision.Nothing;
        }

        return telling.Fault(incident) is { } untimely
            ? untimely
            : new IncidentPrioritised(
                command.Impact, command.Urgency, applies.Matrix.PriorityOf(command.Impact, command.Urgency), applies.PriorityBasis, command.Mode);
    }
}
