using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>State that it is not remedied after all: the user whose incident it is, or the provider.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReopenIncident(Sealed<string>? Reason)
{
    /// <summary>It is not resolved.</summary>
    public static readonly Refusal NotResolved = new("incidents/not-resolved");

    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) =>
        incident.IsOver ? IncidentRules.Over.With("number", incident.Number)
        : incident.Status is IncidentStatus.Resolved ? null
        : NotResolved.With("number", incident.Number);

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(ReopenIncident command, Incident incident, Actor actor, Telling telling)
    {
        return (Hindrance(incident, actor) ?? telling.Fault(incident)) is { } hindrance ? hindrance : new IncidentReopened(command.Reason);
    }
}
