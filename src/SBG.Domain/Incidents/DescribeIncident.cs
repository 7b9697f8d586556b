using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Say what kind of incident it is, and what it touches.</summary>
/// <param name="Category">Its category; null: as it was.</param>
/// <param name="Affected">All that it touches; null: as it was.</param>
public sealed record DescribeIncident(string? Category, ImmutableArray<AffectedThing>? Affected)
{
    /// <summary>The most things.</summary>
    public const int Most = 20;

    /// <summary>There is no such service or licence.</summary>
    public static readonly Refusal UnknownAffected = new("incidents/unknown-affected");

    /// <summary>Decides; what is so already records nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    public static Decision<Incident> Decide(DescribeIncident command, Incident incident)
    {
        if (IncidentRules.NotWorkedOn(incident) is { } hindrance)
        {
            return hindrance;
        }

        var said = new List<EventOf<Incident>>();
        if (command.Category is { } category && category != incident.Category)
        {
            said.Add(new IncidentClassified(category));
        }

        if (command.Affected is { } affected && !affected.SequenceEqual(incident.Affected))
        {
            said.Add(new IncidentAffectedRevised(affected));
        }

        return said.ToArray();
    }
}
