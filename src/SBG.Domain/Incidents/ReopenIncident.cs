using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>
/// State that it is not remedied after all: the user whose incident it is, or the provider. What is closed can be reopened for some days; after them it is a new
/// incident that follows it.
/// </summary>
/// <param name="Reason">Why.</param>
public sealed record ReopenIncident(Sealed<string>? Reason)
{
    /// <summary>It is not resolved.</summary>
    public static readonly Refusal NotResolved = new("incidents/not-resolved");

    /// <summary>It was closed too long ago.</summary>
    public static readonly Refusal TooLate = new("incidents/reopening-too-late");

    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? Hindrance(Incident incident, DateTimeOffset now) => IncidentRules.Gone(incident) ?? incident.Status switch
    {
        IncidentStatus.Resolved => null,
        IncidentStatus.Closed => now <= incident.ReopensUntil ? null : TooLate.With("number", incident.Number),
        IncidentStatus.Cancelled => IncidentRules.Over.With("number", incident.Number),
        _ => NotResolved.With("number", incident.Number),
    };

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(ReopenIncident command, Incident incident, Telling telling)
    {
        return (Hindrance(incident, telling.Now) ?? telling.Fault(incident)) is { } hindrance ? hindrance : new IncidentReopened(command.Reason);
    }
}
