using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Allotments;

/// <summary>
/// How many more seats a client can have: the one rule for assignments, reservations and leases. What is guaranteed to a client is kept free
/// for it, so that the sum over all clients of the greater of guaranteed and held never exceeds what is bought; what is left is common.
/// </summary>
/// <param name="Seats">How many more.</param>
/// <param name="AtCeiling">Whether the client's own agreement is what stands in the way of more.</param>
public readonly record struct Room(int Seats, bool AtCeiling)
{
    /// <summary>The client holds as much as it may.</summary>
    public static readonly Refusal ClientAtCeiling = new("licences/client-at-ceiling");

    /// <summary>The room of a client.</summary>
    /// <param name="pool">The pool, as it is now.</param>
    /// <param name="clientId">The client; null: one for which nothing was agreed.</param>
    public static Room For(LicencePool pool, string? clientId)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var (agreed, held) = clientId is null ? (Allotment.Common, 0) : (pool.Allotments.GetValueOrDefault(clientId, Allotment.Common), pool.Share(clientId).Used);
        var own = Math.Max(0, agreed.Guaranteed - held);
        var inPool = Math.Min(pool.Balance.Available, own + CommonLeft(pool));
        var ceiling = Math.Max(0, agreed.Ceiling() - held);
        return new(Math.Min(inPool, ceiling), ceiling < inPool);
    }

    /// <summary>What is bought, is guaranteed to nobody, and is held by nobody.</summary>
    /// <param name="pool">The pool, as it is now.</param>
    public static int CommonLeft(LicencePool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var (guaranteed, withinGuarantees) = (0, 0);
        foreach (var (client, agreed) in pool.Allotments)
        {
            guaranteed += agreed.Guaranteed;
            withinGuarantees += Math.Min(agreed.Guaranteed, pool.Share(client).Used);
        }

        return Math.Max(0, pool.Balance.Purchased - guaranteed - (pool.Balance.Used - withinGuarantees));
    }

    /// <summary>Why so many cannot be had; null when they can.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="wanted">Seats.</param>
    public Refusal? Lacks(LicencePool pool, int wanted)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return wanted <= Seats ? null : (AtCeiling ? ClientAtCeiling : AssignSeats.NoSeatLeft).With("pool", pool.Name);
    }
}
