using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Tells by whose leave a caller may decide: delegations are of a client, among its own people.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock.</param>
public sealed class Capacities(IDocumentStore store, TimeProvider clock)
{
    /// <summary>A caller with the delegations that are in force now.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<Capacity> Of(string clientId, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.IsProvider)
        {
            return new(actor, []);
        }

        await using var session = store.QuerySession(clientId);
        var (me, now) = (actor.Subject, clock.Now());
        var received = await session.Query<ApprovalDelegation>().Where(given => given.To == me && given.RevokedAt == null && given.EndsAt > now).ToListAsync(stop);
        return new(actor, [.. received.Where(given => given.InForce(now)).OrderBy(given => given.Id)]);
    }

    /// <summary>Whether a caller may know of a request: whoever sees those of others, who asks, and who decides or decided on it.</summary>
    /// <param name="capacity">The caller.</param>
    public static Predicate<ServiceRequest> Sees(Capacity capacity)
    {
        ArgumentNullException.ThrowIfNull(capacity);
        var me = capacity.Actor.Subject;
        return request => capacity.Actor.Sees(request.RequestedBy)
            || !Ballot.MandatesOf(request, capacity).IsEmpty
            || request.Course().Steps.SelectMany(step => step.Votes).Concat(request.Course().Voided.SelectMany(round => round.Votes)).Any(vote => vote.Voter == me);
    }
}
