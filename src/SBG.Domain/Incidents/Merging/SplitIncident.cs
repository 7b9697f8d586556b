using SBG.Domain.Incidents.Links;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Merging;

/// <summary>
/// Make an incident of its own of a part of what one tells. The person told it when the whole was reported: the clocks of the part start then, and stop for the response when the
/// provider first acted on the whole.
/// </summary>
/// <param name="IncidentId">The id of the part.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What happens; null when there is no more to say.</param>
/// <param name="Impact">How much is touched.</param>
/// <param name="Urgency">How soon it must be remedied.</param>
public sealed record SplitIncident(Guid IncidentId, string Number, Sealed<string> Title, Sealed<string>? Description, Impact Impact, Urgency Urgency)
{
    /// <summary>It was not split from another one.</summary>
    public static readonly Refusal NotSplit = new("incidents/not-split");

    /// <summary>Whether it can be split.</summary>
    /// <param name="whole">The incident.</param>
    public static Refusal? Hindrance(Incident whole) => IncidentRules.NotWorkedOn(whole);

    /// <summary>Decides what is reported of the part; as having happened when the whole was reported.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="whole">The incident.</param>
    /// <param name="applies">The policy version that it bears: the part bears the same.</param>
    public static Decision<Incident> Report(SplitIncident command, Incident whole, AppliedPolicy applies) =>
        Hindrance(whole) is { } hindrance
            ? hindrance
            : new IncidentReported(
                command.IncidentId, command.Number, whole.ReportedBy, command.Title, command.Description, command.Impact, command.Urgency,
                applies.Matrix.PriorityOf(command.Impact, command.Urgency), applies.PriorityBasis, applies.PolicyId, applies.Version, applies.Basis, whole.Category);

    /// <summary>The link that the part bears.</summary>
    /// <param name="whole">The incident.</param>
    public static LinkIncident FromWhole(Incident whole) => new(new(LinkKind.SplitFrom, whole.Number, whole.Id));

    /// <summary>The link that the whole bears.</summary>
    /// <param name="part">The part.</param>
    public static LinkIncident IntoPart(Incident part) => new(new(LinkKind.SplitInto, part.Number, part.Id));

    /// <summary>Whether the split can be undone: as long as the part is worked on.</summary>
    /// <param name="part">The part.</param>
    public static Refusal? UndoHindrance(Incident part) =>
        IncidentRules.NotWorkedOn(part) ?? (part.Links.Any(link => link.Kind is LinkKind.SplitFrom) ? null : NotSplit.With("number", part.Number));

    /// <summary>Decides to undo it: the part is withdrawn and counts nowhere, the whole is as it was.</summary>
    /// <param name="part">The part.</param>
    public static Decision<Incident> Undo(Incident part)
    {
        if (UndoHindrance(part) is { } hindrance)
        {
            return hindrance;
        }

        var link = part.Links.First(link => link.Kind is LinkKind.SplitFrom);
        return Decision.Record<Incident>(new IncidentUnlinked(link.Kind, link.Reference, link.OtherId), new IncidentCancelled(null));
    }
}
