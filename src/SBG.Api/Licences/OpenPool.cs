using Marten;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Leases;
using SBG.Projections.Kernel;
using SBG.Projections.Licences;

namespace SBG.Api.Licences;

/// <summary>
/// A pool whose turn it is: locked until the session ends, and up to date with what ended by itself. Its events bear times that never go backwards, however long a
/// call waited for its turn and whatever the clocks of the nodes say: at every instant of the ledger the pool is as the decider saw it.
/// </summary>
public sealed class OpenPool
{
    private readonly Writing<LicencePool> _stream;
    private readonly HashSet<Guid> _served = [];
    private readonly List<DateTimeOffset> _kept = [];

    private OpenPool(Writing<LicencePool> stream, DateTimeOffset now) => (_stream, Now) = (stream, now);

    /// <summary>The pool, as it is now.</summary>
    public LicencePool State => _stream.State!;

    /// <summary>Its version once committed.</summary>
    public long Version => _stream.Version;

    /// <summary>When it is decided (UTC): not before anything that happened to the pool.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Takes a decision into the transaction.</summary>
    /// <param name="decision">What was decided on <see cref="State"/>.</param>
    /// <returns>The refusal, if it was refused.</returns>
    public Refusal? Record(Decision<LicencePool> decision) => _stream.Record(decision, Now);

    /// <summary>When a lease that is granted or renewed now ends by itself.</summary>
    /// <param name="session">The session.</param>
    /// <param name="leaseId">The lease.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<DateTimeOffset> EndOf(IQuerySession session, Guid leaseId, CancellationToken stop)
    {
        var outlasting = new Dictionary<DateTimeOffset, int>();
        foreach (var drop in LeaseEnd.Drops(State, Now))
        {
            outlasting[drop] = await session.LeasesBeyond(State.Id, drop, leaseId, stop) + _kept.Count(end => end > drop);
        }

        return LeaseEnd.Of(State, Now, outlasting);
    }

    /// <summary>Keeps the seats that are free for those who wait; to be called again after what sets seats free.</summary>
    /// <param name="session">The session.</param>
    /// <param name="stop">Cancels.</param>
    public async Task Serve(IDocumentSession session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (State.Waiting == 0 || State.Balance.Available == 0)
        {
            return;
        }

        // Those who were served in this transaction still stand in the line as the database shows it.
        var line = (await session.Line(State.Id, stop)).Where(lease => !_served.Contains(lease.Id)).ToList();
        while (ServeLine.Next(State, line) is { } next)
        {
            line.Remove(next);
            _served.Add(next.Id);
            var usual = await EndOf(session, next.Id, stop);
            var end = Now + State.LeaseTerms.TakeWithin is var kept && kept < usual ? kept : usual;
            _kept.Add(end);
            Record(new SeatLeased(next.Id, next.ClientId, next.AskedAt));
            session.ForTenant(next.ClientId).Known(next, next.Version).Record(new LeaseOffered(end), Now);
        }
    }

    /// <summary>Brings a locked stream up to date.</summary>
    /// <param name="session">The session.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="clock">When the caller decides (UTC).</param>
    /// <param name="stop">Cancels.</param>
    internal static async Task<OpenPool> Of(IDocumentSession session, Writing<LicencePool> stream, DateTimeOffset clock, CancellationToken stop)
    {
        var now = clock > stream.State!.ChangedAt ? clock : stream.State.ChangedAt;
        var leases = stream.State.Kind == PoolKind.Shared ? await session.LapsedLeases(stream.Id, now, stop) : [];
        foreach (var lapse in Lapse.Until(stream.State, now, leases))
        {
            stream.Record(lapse.Happened, now, new(lapse.At));
        }

        foreach (var lease in leases)
        {
            var (happened, _, at) = lease.Lapse(now)!.Value;
            session.ForTenant(lease.ClientId).Known(lease, lease.Version).Record(happened, now, new(at));
        }

        var pool = new OpenPool(stream, now);
        await pool.Serve(session, stop);
        return pool;
    }
}

/// <summary>Opens pools.</summary>
public static class OpenPoolExtensions
{
    /// <summary>Waits for a pool's turn (ADR 0010) and opens it.</summary>
    /// <param name="session">The session, of any tenant.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="clock">When the caller decides (UTC).</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there is no such pool.</returns>
    public static async Task<OpenPool?> OpenPool(this IDocumentSession session, Guid poolId, DateTimeOffset clock, CancellationToken stop) =>
        await session.FetchExclusively<LicencePool>(Tenant.Provider, poolId, stop) is { } stream ? await Licences.OpenPool.Of(session, stream, clock, stop) : null;
}
