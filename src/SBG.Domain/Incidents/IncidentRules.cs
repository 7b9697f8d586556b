using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Rules and refusals that several commands on an incident share.</summary>
public static class IncidentRules
{
    /// <summary>It is closed or cancelled.</summary>
    public static readonly Refusal Over = new("incidents/over");

    /// <summary>It is resolved: reopen it first.</summary>
    public static readonly Refusal AlreadyResolved = new("incidents/already-resolved");

    /// <summary>It is dealt with in another one.</summary>
    public static readonly Refusal MergedAway = new("incidents/merged");

    /// <summary>Whether it is dealt with in another one.</summary>
    /// <param name="incident">The incident.</param>
    public static Refusal? Gone(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.Merged is { } merged ? MergedAway.With("number", incident.Number).With("into", merged.Number) : null;
    }

    /// <summary>What forbids to work on the incident: only one that is neither resolved nor over is worked on.</summary>
    /// <param name="incident">The incident.</param>
    public static Refusal? NotWorkedOn(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.Merged is not null ? Gone(incident)
            : incident.IsOver ? Over.With("number", incident.Number)
            : incident.Status is IncidentStatus.Resolved ? AlreadyResolved.With("number", incident.Number)
            : null;
    }

    /// <summary>The provider's first act, to be recorded before what it does; none when it has already acted, or when the client acts.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="acts">What is done.</param>
    public static EventOf<Incident>[] FirstAct(Incident incident, Actor actor, params EventOf<Incident>[] acts)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(actor);
        return incident.RespondedAt is null && actor.IsProvider ? [new IncidentResponded(), .. acts] : acts;
    }
}
