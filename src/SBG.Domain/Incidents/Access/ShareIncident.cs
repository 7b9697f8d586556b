using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Access;

/// <summary>Say who of the client sees the incident.</summary>
/// <param name="Visibility">Who.</param>
/// <param name="Unit">The unit of the person whose incident it is; null when it is not known.</param>
public sealed record ShareIncident(IncidentVisibility Visibility, string? Unit)
{
    /// <summary>Only whose incident it is, the client's manager and the provider decide about it.</summary>
    public static readonly Refusal NotYours = new("incidents/not-yours");

    /// <summary>The unit of the person is not known.</summary>
    public static readonly Refusal NoUnit = new("incidents/no-unit");

    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Incident incident, Actor actor) =>
        IncidentRules.Gone(incident) ?? (IncidentSight.SeesAll(actor) || incident.ReportedBy == actor.Subject ? null : NotYours);

    /// <summary>Decides: the same again records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Decision<Incident> Decide(ShareIncident command, Incident incident, Actor actor)
    {
        if (Hindrance(incident, actor) is { } hindrance)
        {
            return hindrance;
        }

        if (command is { Visibility: IncidentVisibility.Unit, Unit: null })
        {
            return NoUnit;
        }

        var unit = command.Visibility is IncidentVisibility.Unit ? command.Unit : null;
        return (incident.Visibility, incident.Unit) == (command.Visibility, unit) ? Decision.Nothing : new IncidentShared(command.Visibility, unit);
    }
}
