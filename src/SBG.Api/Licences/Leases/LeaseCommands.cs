using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Projections.Kernel;

namespace SBG.Api.Licences.Leases;

/// <summary>Commands on an existing lease: one's own, in turn at its pool.</summary>
/// <param name="recorder">Records.</param>
/// <param name="turn">Turns.</param>
/// <param name="store">The store.</param>
public sealed class LeaseCommands(Recorder recorder, PoolTurn turn, IDocumentStore store)
{
    /// <summary>Decides about a lease and its open pool, and answers with the lease.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="leaseId">The lease.</param>
    /// <param name="decide">Takes decisions in, on the lease as it is at the pool's instant; what it answers refuses all.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IResult> Change(
        string clientId, Guid leaseId, Func<IDocumentSession, OpenPool, Writing<LicenceLease>, Task<Refusal?>> decide, CancellationToken stop) =>
        await turn.Take(await PoolOf(clientId, leaseId, stop), () => recorder.Run(clientId, async (session, _) =>
        {
            var own = await session.OwnUsers(recorder.Actor, stop);
            var lease = await recorder.Fetch<LicenceLease>(session, leaseId, stop, found => own?.Contains(found.PersonId) ?? true);
            var pool = await session.OpenPool(lease.State!.PoolId, recorder.Now, stop, but: leaseId)
                ?? throw new ProblemException(HoldLicence.UnknownPool.With("pool", lease.State.PoolId));
            Recorder.Demand(await decide(session, pool, lease));
            await pool.Serve(session, stop);
            return Answer.Ok(await session.View(lease.State, recorder.Actor, stop), lease.Version);
        }, stop), stop);

    // Only to know whose turn it is; what is decided on is read in the transaction.
    private async Task<Guid> PoolOf(string clientId, Guid leaseId, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        return (await session.LoadAsync<LicenceLease>(leaseId, stop))?.PoolId ?? default;
    }
}
