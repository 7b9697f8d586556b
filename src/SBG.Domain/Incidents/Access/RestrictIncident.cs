using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Access;

/// <summary>Let only those see the incident who need to know; what they read is recorded.</summary>
/// <param name="Readers">Subjects.</param>
public sealed record RestrictIncident(ImmutableArray<string> Readers)
{
    /// <summary>How many readers are named.</summary>
    public const int Limit = 50;

    /// <summary>It is not restricted.</summary>
    public static readonly Refusal NotRestricted = new("incidents/not-restricted");

    /// <summary>Decides: who restricts is among those who see it. The same readers again record nothing.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who asks.</param>
    public static Decision<Incident> Decide(RestrictIncident command, Incident incident, Actor actor)
    {
        if (IncidentRules.Gone(incident) is { } gone)
        {
            return gone;
        }

        ImmutableArray<string> readers = [.. command.Readers.Append(actor.Subject).Distinct().Order(StringComparer.Ordinal)];
        return incident.IsRestricted && incident.Readers.SequenceEqual(readers) ? Decision.Nothing : new IncidentRestricted(readers);
    }

    /// <summary>Whether the restriction can be lifted.</summary>
    /// <param name="incident">The incident.</param>
    public static Refusal? LiftHindrance(Incident incident) =>
        IncidentRules.Gone(incident) ?? (incident.IsRestricted ? null : NotRestricted.With("number", incident.Number));

    /// <summary>Decides to lift it.</summary>
    /// <param name="incident">The incident.</param>
    public static Decision<Incident> Lift(Incident incident) => LiftHindrance(incident) is { } hindrance ? hindrance : new IncidentUnrestricted();
}
