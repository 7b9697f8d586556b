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
    private readonly Dictionary<Guid, LicenceLease> _served = [];
    private readonly Guid? _but;

    private OpenPool(Writing<LicencePool> stream, DateTimeOffset now, Guid? but) => (_stream, Now, _but) = (stream, now, but);

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
            outlasting[drop] = await session.LeasesBeyond(State.Id, drop, leaseId, stop) + _served.Values.Count(lease => lease.HeldUntil > drop);
        }

        return LeaseEnd.Of(State, Now, outlasting);
    }

    /// <summary>A lease as it is in this transaction.</summary>
    /// <param name="read">As it was read.</param>
    public LicenceLease Current(LicenceLease read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _served.GetValueOrDefault(read.Id, read);
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

        // Those whom this transaction has served, or deals with, still stand in the line as the database shows it.
        var line = (await session.Line(State.Id, stop)).Where(lease => lease.Id != _but && !_served.ContainsKey(lease.Id)).ToList();
        while (ServeLine.Next(State, line) is { } next)
        {
            line.Remove(next);
            var usual = await EndOf(session, next.Id, stop);
            var end = Now + State.LeaseTerms.TakeWithin is var kept && kept < usual ? kept : usual;
            Record(new SeatLeased(next.Id, next.ClientId, next.AskedAt));
            var lease = session.ForTenant(next.ClientId).Known(next, next.Version);
            lease.Record(new LeaseOffered(end, next.ClientId), Now);
            _served.Add(next.Id, lease.State!);
        }
    }

    /// <summary>Brings a locked stream up to date.</summary>
    /// <param name="session">The session.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="clock">When the caller decides (UTC).</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="but">The lease that the caller decides about: nobody else touches it.</param>
    internal static async Task<OpenPool> Of(IDocumentSession session, Writing<LicencePool> stream, DateTimeOffset clock, CancellationToken stop, Guid? but = null)
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

        var pool = new OpenPool(stream, now, but);
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
    /// <param name="but">A lease that the caller decides about: it is not served meanwhile.</param>
    /// <returns>Null when there is no such pool.</returns>
    public static async Task<OpenPool?> OpenPool(this IDocumentSession session, Guid poolId, DateTimeOffset clock, CancellationToken stop, Guid? but = null) =>
        await session.FetchExclusively<LicencePool>(Tenant.Provider, poolId, stop) is { } stream ? await Licences.OpenPool.Of(session, stream, clock, stop, but) : null;
}
