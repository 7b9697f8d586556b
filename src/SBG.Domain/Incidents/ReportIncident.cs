using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Report an incident, for oneself or, as an agent, for somebody of the client.</summary>
/// <param name="IncidentId">A new id.</param>
/// <param name="Number">From the allocator.</param>
/// <param name="ReportedBy">Subject whose incident it is.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What happens; null when there is no more to say.</param>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
/// <param name="Category">Classification; null when unknown.</param>
/// <param name="Channel">How it was told; null: not stated.</param>
/// <param name="Affected">What it touches; null: nothing is stated.</param>
public sealed record ReportIncident(
    Guid IncidentId,
    string Number,
    string ReportedBy,
    Sealed<string> Title,
    Sealed<string>? Description,
    Impact Impact,
    Urgency Urgency,
    string? Category,
    IncidentChannel? Channel = null,
    ImmutableArray<AffectedThing>? Affected = null)
{
    /// <summary>A client's employee reports for oneself; only the provider reports for another.</summary>
    public static readonly Refusal NotForAnother = new("incidents/not-for-another");

    /// <summary>Decides: the matrix of the version that applies sets the priority.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">What is there under that id; null before.</param>
    /// <param name="actor">Who reports.</param>
    /// <param name="applies">The policy version that applies, and why.</param>
    /// <param name="telling">When it is told, and when the person told it first.</param>
    public static Decision<Incident> Decide(ReportIncident command, Incident? incident, Actor actor, AppliedPolicy applies, Telling telling)
    {
        if (incident is not null)
        {
            return Decision.Nothing;
        }

        if (!actor.IsProvider && command.ReportedBy != actor.Subject)
        {
            return NotForAnother;
        }

        if (telling.Fault(null) is { } untimely)
        {
            return untimely;
        }

        return new IncidentReported(
            command.IncidentId,
            command.Number,
            command.ReportedBy,
            command.Title,
            command.Description,
            command.Impact,
            command.Urgency,
            applies.Matrix.PriorityOf(command.Impact, command.Urgency),
            applies.PriorityBasis,
            applies.PolicyId,
            applies.Version,
            applies.Basis,
            command.Category,
            Channel: command.Channel,
            Affected: command.Affected);
    }
}
