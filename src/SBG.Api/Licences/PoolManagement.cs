using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;

namespace SBG.Api.Licences;

/// <summary>Commands on a pool as a whole. Seats may move meanwhile: only what its managers changed since makes an <c>If-Match</c> stale.</summary>
internal static class PoolManagement
{
    /// <summary>Decides about a pool and answers with it.</summary>
    public static Task<IResult> ManagePool(
        this Recorder recorder, Guid poolId, Func<OpenPool, Decision<LicencePool>> decide, CancellationToken stop) =>
        recorder.ManagePool(poolId, (_, pool) => Task.FromResult(decide(pool)), stop);

    /// <summary>Decides about a pool with what is loaded for it, and answers with it.</summary>
    public static Task<IResult> ManagePool(
        this Recorder recorder, Guid poolId, Func<IDocumentSession, OpenPool, Task<Decision<LicencePool>>> decide, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var stream = await recorder.FetchInTurn<LicencePool>(session, poolId, (pool, known) => pool.ManagedVersion <= known, _ => true, stop);
            var pool = await OpenPool.Of(session, stream, recorder.Now, stop);
            Recorder.Demand(pool.Record(await decide(session, pool)));
            await pool.Serve(session, stop);
            return Answer.Ok(LicencePoolView.Of(pool.State, recorder.Actor), pool.Version);
        }, stop);
}
