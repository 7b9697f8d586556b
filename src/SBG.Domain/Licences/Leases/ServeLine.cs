using SBG.Domain.Licences.Allotments;

namespace SBG.Domain.Licences.Leases;

/// <summary>
/// Who of the line gets a seat now. The order is that of the tickets, over all clients; a client that has no room, at its ceiling or for want of common seats,
/// is passed over and keeps its place, so that a seat that is guaranteed to one client never waits behind another.
/// </summary>
public static class ServeLine
{
    /// <summary>The first in the line who can have a seat; null: nobody.</summary>
    /// <param name="pool">The pool, as it is now.</param>
    /// <param name="line">Those who wait, by ticket.</param>
    public static LicenceLease? Next(LicencePool pool, IEnumerable<LicenceLease> line)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return pool.Balance.Available == 0 ? null : line.FirstOrDefault(lease => Room.For(pool, lease.ClientId).Seats > 0);
    }
}
