using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Access;

/// <summary>Follow an incident, or let another follow it; or end that.</summary>
/// <param name="Subject">Who follows.</param>
public sealed record WatchIncident(string Subject)
{
    /// <summary>How many follow an incident.</summary>
    public const int Limit = 50;

    /// <summary>No more can follow it.</summary>
    public static readonly Refusal TooMany = new("incidents/too-many-watchers");

    /// <summary>Decides: whoever sees it may follow it; for others, only those who decide about it.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Decision<Incident> Decide(WatchIncident command, Incident incident, Actor actor)
    {
        if (Hindrance(command, incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        return incident.Watchers.Contains(command.Subject) ? Decision.Nothing
            : incident.Watchers.Length >= Limit ? TooMany.With("limit", Limit)
            : new IncidentWatched(command.Subject);
    }

    /// <summary>Decides to end it; who does not follow it records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Decision<Incident> End(WatchIncident command, Incident incident, Actor actor)
    {
        if (Hindrance(command, incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        return incident.Watchers.Contains(command.Subject) ? new IncidentUnwatched(command.Subject) : Decision.Nothing;
    }

    private static Refusal? Hindrance(WatchIncident command, Incident incident, Actor actor) =>
        command.Subject == actor.Subject ? IncidentRules.Gone(incident) : ShareIncident.Hindrance(incident, actor);
}
