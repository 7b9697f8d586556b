using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>End the hold.</summary>
/// <param name="OccurredAt">When the wait ended (UTC), if earlier than now.</param>
public sealed record ResumeIncident(DateTimeOffset? OccurredAt = null)
{
    /// <summary>It is not on hold.</summary>
    public static readonly Refusal NotOnHold = new("incidents/not-on-hold");

    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) =>
        IncidentRules.NotWorkedOn(incident)
        ?? (incident.Status is IncidentStatus.Pending ? null : NotOnHold.With("number", incident.Number));

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Incident> Decide(ResumeIncident command, Incident incident, Actor actor, DateTimeOffset now)
    {
        if (Hindrance(incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        return IncidentRules.Untimely(incident, actor, command.OccurredAt, now) is { } untimely ? untimely : new IncidentResumed();
    }
}
