using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Merging;

/// <summary>
/// Deal with several incidents in one of them. A merge lies over the incidents: it changes nothing of what they are, so that it can be undone without a trace but the trace.
/// Each of them decides about itself; all are recorded together or not at all.
/// </summary>
/// <param name="MergeId">A new id.</param>
public sealed record MergeIncidents(Guid MergeId)
{
    /// <summary>The most that are merged at once.</summary>
    public const int Most = 20;

    /// <summary>The most that an incident bears.</summary>
    public const int Limit = 200;

    /// <summary>An incident bears no more others.</summary>
    public static readonly Refusal TooMany = new("incidents/too-many-merged");

    /// <summary>It would be merged into itself.</summary>
    public static readonly Refusal IntoItself = new("incidents/merged-into-itself");

    /// <summary>It took others in itself: undo that first.</summary>
    public static readonly Refusal Chain = new("incidents/merged-in-a-chain");

    /// <summary>There is no such incident.</summary>
    public static readonly Refusal Unknown = new("incidents/unknown-incident");

    /// <summary>Whether others can be merged into it.</summary>
    /// <param name="into">The incident in which all are dealt with.</param>
    public static Refusal? Hindrance(Incident into) => IncidentRules.NotWorkedOn(into);

    /// <summary>Decides for the one in which all are dealt with.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="into">That one.</param>
    /// <param name="others">The others, each once.</param>
    public static Decision<Incident> Absorb(MergeIncidents command, Incident into, ImmutableArray<Incident> others)
    {
        if (Hindrance(into) is { } hindrance)
        {
            return hindrance;
        }

        return into.Absorbed.Length + others.Length > Limit
            ? TooMany.With("limit", Limit)
            : new IncidentsAbsorbed(command.MergeId, [.. others.Select(other => new AbsorbedIncident(command.MergeId, other.Id, other.Number, other.ReportedBy))]);
    }

    /// <summary>Decides for one of the others.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">That one.</param>
    /// <param name="into">The one in which all are dealt with.</param>
    public static Decision<Incident> Merge(MergeIncidents command, Incident incident, Incident into)
    {
        if (incident.Id == into.Id)
        {
            return IntoItself;
        }

        return IncidentRules.NotWorkedOn(incident) is { } hindrance ? hindrance
            : incident.Absorbed.IsEmpty ? new IncidentMerged(command.MergeId, into.Id, into.Number)
            : Chain.With("number", incident.Number);
    }
}
