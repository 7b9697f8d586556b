using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>State that the remedy is there; ends a hold.</summary>
/// <param name="Code">How it was remedied, a code of the provider; null when not stated.</param>
/// <param name="Resolution">What was done.</param>
/// <param name="ClosesAt">When it is closed by itself unless it is reopened (UTC); null: not by itself.</param>
public sealed record ResolveIncident(string? Code, Sealed<string>? Resolution, DateTimeOffset? ClosesAt = null)
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
    public static Decision<Incident> Decide(ResolveIncident command, Incident incident, Actor actor, Telling telling)
    {
        if (Hindrance(incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        return telling.Fault(incident) is { } untimely
            ? untimely
            : IncidentRules.FirstAct(incident, actor, new IncidentResolved(command.Code, command.Resolution, command.ClosesAt));
    }
}
