using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>End the hold.</summary>
public sealed record ResumeIncident
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
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="telling">When it is told, and when it happened.</param>
    public static Decision<Incident> Decide(Incident incident, Actor actor, Telling telling)
    {
        if (Hindrance(incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        return telling.Fault(incident) is { } untimely ? untimely : new IncidentResumed();
    }

    /// <summary>Decides when the date came: a message that comes too early, twice, or after the hold changed finds nothing to end.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="resumesAt">The date that the message was sent for (UTC).</param>
    /// <param name="now">UTC.</param>
    public static Decision<Incident> OnDate(Incident incident, DateTimeOffset resumesAt, DateTimeOffset now) =>
        incident is { Merged: null } && incident.ResumesAt == resumesAt && resumesAt <= now ? new IncidentResumed(ResumeCause.DateReached) : Decision.Nothing;
}
