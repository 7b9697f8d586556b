using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Merging;

/// <summary>Undo a merge: each incident is again what it was, on whatever the other one did meanwhile.</summary>
/// <param name="MergeId">The merge.</param>
public sealed record UndoMerge(Guid MergeId)
{
    /// <summary>Nothing was merged into it, or not by that merge.</summary>
    public static readonly Refusal NothingMerged = new("incidents/nothing-merged");

    /// <summary>Whether there is anything to undo.</summary>
    /// <param name="into">The incident in which all are dealt with.</param>
    public static Refusal? Hindrance(Incident into) => into.Absorbed.IsEmpty ? NothingMerged.With("number", into.Number) : null;

    /// <summary>Decides for the one in which all are dealt with.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="into">That one.</param>
    public static Decision<Incident> GiveBack(UndoMerge command, Incident into) =>
        into.Absorbed.Any(absorbed => absorbed.MergeId == command.MergeId) ? new IncidentMergeUndone(command.MergeId) : NothingMerged.With("number", into.Number);

    /// <summary>Decides for one of the others.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="incident">That one.</param>
    public static Decision<Incident> Restore(UndoMerge command, Incident incident) =>
        incident.Merged is { } merged && merged.MergeId == command.MergeId ? new IncidentUnmerged(command.MergeId, merged.Before) : Decision.Nothing;
}
