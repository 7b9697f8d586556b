using System.Collections.Immutable;
using SBG.Domain.Kernel;
using SBG.Domain.Licences.Allotments;

namespace SBG.Domain.Licences;

/// <summary>Take seats of a pool, one per assignment: those set aside for the order first, then free ones.</summary>
/// <param name="AssignmentIds">The new assignments; none of them exists.</param>
/// <param name="ClientId">The client.</param>
/// <param name="OrderId">The order that takes them; null when none does.</param>
public sealed record AssignSeats(ImmutableArray<Guid> AssignmentIds, string ClientId, Guid? OrderId)
{
    /// <summary>The pool has fewer free seats than asked.</summary>
    public static readonly Refusal NoSeatLeft = new("licences/no-seat-left");

    /// <summary>Decides. All seats or none.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now.</param>
    public static Decision<LicencePool> Decide(AssignSeats command, LicencePool pool)
    {
        var setAside = Math.Min(pool.ReservedFor(command.OrderId), command.AssignmentIds.Length);
        if (Room.For(pool, command.ClientId).Lacks(pool, command.AssignmentIds.Length - setAside) is { } refusal)
        {
            return refusal;
        }

        return Decision.Record<LicencePool>(
            [.. command.AssignmentIds.Select((id, i) => new SeatAssigned(id, command.ClientId, command.OrderId, i < setAside))]);
    }
}
