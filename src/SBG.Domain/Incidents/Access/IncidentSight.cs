using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Access;

/// <summary>Who sees an incident: one rule for every way that leads to it.</summary>
public static class IncidentSight
{
    /// <summary>Whether somebody sees it.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who.</param>
    /// <param name="unit">The actor's organisational unit; null: not known, or of no use.</param>
    public static bool Sees(Incident incident, Actor actor, string? unit)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(actor);
        if (incident.IsRestricted)
        {
            return NeedsToKnow(incident, actor);
        }

        return SeesAll(actor)
            || incident.ReportedBy == actor.Subject
            || incident.Watchers.Contains(actor.Subject)
            || incident.Absorbed.Any(absorbed => absorbed.ReportedBy == actor.Subject)
            || incident.Visibility is IncidentVisibility.All
            || (incident.Visibility is IncidentVisibility.Unit && unit is not null && incident.Unit == unit);
    }

    /// <summary>Whether somebody sees all incidents of a client that are not restricted.</summary>
    /// <param name="actor">Who.</param>
    public static bool SeesAll(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.IsProvider || actor.Has(Role.ClientManager);
    }

    /// <summary>Whether somebody sees restricted incidents by office: who protects personal data, and who audits. What they read is recorded too.</summary>
    /// <param name="actor">Who.</param>
    public static bool SeesRestricted(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.IsProvider && actor.Has(Role.PrivacyOfficer, Role.Auditor);
    }

    private static bool NeedsToKnow(Incident incident, Actor actor) =>
        SeesRestricted(actor) || incident.ReportedBy == actor.Subject || incident.Assignee == actor.Subject || incident.Readers.Contains(actor.Subject);
}
