using SBG.Domain.Kernel;

namespace SBG.Domain.Licences.Allotments;

/// <summary>Agree how much of a pool a client may hold.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Allotment">How much.</param>
public sealed record AllotSeats(string ClientId, Allotment Allotment)
{
    /// <summary>There is no such client.</summary>
    public static readonly Refusal UnknownClient = new("licences/unknown-client");

    /// <summary>The most is told where, and only where, the rule is to go up to it; it is not below what is guaranteed.</summary>
    public static readonly Refusal NotAnAllotment = new("licences/not-an-allotment");

    /// <summary>So many seats are not there to be guaranteed: bought, guaranteed to nobody else and not held by others.</summary>
    public static readonly Refusal TooMuchGuaranteed = new("licences/too-much-guaranteed");

    /// <summary>Decides. A guarantee is given only when it can be used at once; it takes no seat from those who hold one.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="pool">The pool, as it is now.</param>
    /// <param name="clientExists">Whether there is such a client.</param>
    public static Decision<LicencePool> Decide(AllotSeats command, LicencePool pool, bool clientExists)
    {
        var (client, allotment) = command;
        if (!clientExists)
        {
            return UnknownClient.With("client", client);
        }

        if (allotment.Guaranteed < 0 || (allotment.Overflow == OverflowRule.UpTo) != allotment.Most.HasValue || allotment.Most < allotment.Guaranteed)
        {
            return NotAnAllotment;
        }

        var before = pool.Allotments.GetValueOrDefault(client, Allotment.Common);
        if (allotment == before)
        {
            return Decision.Nothing;
        }

        // What the client holds counts for its guarantee; the rest of it must come from what is common.
        var (held, wanted) = (pool.Share(client).Used, allotment.Guaranteed);
        var more = Math.Max(wanted, held) - Math.Max(before.Guaranteed, held);
        return more > Room.CommonLeft(pool)
            ? TooMuchGuaranteed.With("guaranteed", wanted).With("pool", pool.Name)
            : new SeatsAllotted(client, allotment);
    }
}
