using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Projections.Kernel;

namespace SBG.Projections.Licences;

/// <summary>Where the fold of a pool's hours stands.</summary>
/// <param name="Id">The pool.</param>
/// <param name="Pool">The pool after the last event that was folded.</param>
/// <param name="Hour">The hour of that event (UTC).</param>
public sealed record PoolTrail(Guid Id, LicencePool Pool, DateTimeOffset Hour);

/// <summary>Keeps the hours of all pools: page by page, one read of the hour at which each pool stands. A pool's events never go backwards in time, so an hour that is left is whole.</summary>
public sealed class PoolHoursProjection : ProjectionBase, IProjection
{
    /// <summary>Reads the events of pools only.</summary>
    public PoolHoursProjection() => this.IncludeEventsOf<LicencePool>();

    /// <inheritdoc/>
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(events);
        var provider = operations.ForTenant(Tenant.Provider);
        foreach (var stream in events.Where(e => e.Data is EventOf<LicencePool>).GroupBy(e => e.StreamId))
        {
            var trail = await provider.LoadAsync<PoolTrail>(stream.Key, cancellation);
            var fold = new PoolHours(stream.Key, trail?.Pool, trail is null ? null : await provider.LoadAsync<PoolHour>(PoolHour.IdOf(stream.Key, trail.Hour), cancellation));
            foreach (var e in stream.Where(e => e.Version > (trail?.Pool.Version ?? 0)))
            {
                fold.Apply((EventOf<LicencePool>)e.Data, e.OccurredAt());
            }

            if (fold is { Pool: { } pool, Current: { } current })
            {
                provider.Store(new PoolTrail(stream.Key, pool, current.Hour));
                provider.Store(fold.Hours.ToArray());
            }
        }
    }
}

/// <summary>The fold of a pool's events into hours: one code for the view that is kept and for an hour as of an instant.</summary>
/// <param name="poolId">The pool.</param>
/// <param name="pool">The pool before the next event; null: there is none.</param>
/// <param name="current">The hour that the last event fell in; null: none, or not wanted.</param>
public sealed class PoolHours(Guid poolId, LicencePool? pool, PoolHour? current)
{
    private readonly List<PoolHour> _left = [];

    /// <summary>The pool after the events so far.</summary>
    public LicencePool? Pool { get; private set; } = pool;

    /// <summary>The hour of the last event.</summary>
    public PoolHour? Current { get; private set; } = current;

    /// <summary>The hours that the events so far fell in.</summary>
    public IEnumerable<PoolHour> Hours => Current is null ? _left : _left.Append(Current);

    /// <summary>Folds one event; in the order of the pool's stream.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">When it happened (UTC).</param>
    public void Apply(EventOf<LicencePool> happened, DateTimeOffset at)
    {
        var (hour, after) = (PoolHour.Of(at), LicencePool.Evolve(Pool, happened, at)!);
        if (Current?.Hour != hour)
        {
            if (Current is not null)
            {
                _left.Add(Current);
            }

            Current = PoolHour.Begin(poolId, hour, Pool);
        }

        Current = Current!.With(happened, at, after);
        Pool = after;
    }
}
