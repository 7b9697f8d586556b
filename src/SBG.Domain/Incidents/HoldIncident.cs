using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Put the incident on hold, or state another reason for the hold.</summary>
/// <param name="Reason">What it waits for.</param>
/// <param name="Note">More about it; null when there is none.</param>
/// <param name="ResumesAt">When the wait ends by itself (UTC); null: not by itself.</param>
public sealed record HoldIncident(HoldReason Reason, Sealed<string>? Note = null, DateTimeOffset? ResumesAt = null)
{
    /// <summary>The hold would end before it is told.</summary>
    public static readonly Refusal ResumesInThePast = new("incidents/resumes-in-the-past");

    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) => IncidentRules.NotWorkedOn(incident);

    /// <summary>Decides: the same reason until the same date again records nothing.</summary>
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

        if ((incident.HoldReason, incident.ResumesAt) == (command.Reason, command.ResumesAt))
        {
            return Decision.Nothing;
        }

        return telling.Fault(incident) is { } untimely ? untimely
            : command.ResumesAt <= telling.Now ? ResumesInThePast
            : IncidentRules.FirstAct(incident, actor, new IncidentHeld(command.Reason, command.Note, command.ResumesAt));
    }
}
