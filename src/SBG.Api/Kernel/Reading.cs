using JasperFx.Events;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Kernel;

/// <summary>Which moment of a resource: now, as it stood at an instant, or at a version.</summary>
/// <param name="AsOf">As recorded up to this instant (RFC 3339).</param>
/// <param name="Version">At this version of its stream.</param>
public readonly record struct Moment(DateTimeOffset? AsOf, int? Version)
{
    /// <summary>Whether it names a moment of the past.</summary>
    internal bool IsPast => AsOf is not null || Version is not null;

    /// <summary>Whether it names two moments, of which nobody knows which one is meant.</summary>
    internal bool IsTwo => AsOf is not null && Version is not null;

    /// <summary>The events that had been recorded at the moment; none when the resource never was at the version.</summary>
    /// <param name="events">All events of a stream.</param>
    internal IReadOnlyList<IEvent> Until(IReadOnlyList<IEvent> events)
    {
        var (asOf, version) = (AsOf ?? DateTimeOffset.MaxValue, Version ?? int.MaxValue);
        return Version > events.Count ? [] : [.. events.Where(e => e.Timestamp <= asOf && e.Version <= version)];
    }
}

/// <summary>Which page of a list.</summary>
/// <param name="Limit">1 to 200, 50 when absent.</param>
/// <param name="Cursor">From the page before.</param>
public readonly record struct Paging(int? Limit, string? Cursor)
{
    /// <summary>The number of items when the caller does not say.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most items of a page.</summary>
    public const int MaxLimit = 200;
}

/// <summary>A page of a list.</summary>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="Items">In a stable order, the newest first.</param>
/// <param name="NextCursor">Where to go on; null on the last page.</param>
public sealed record Page<TItem>(IReadOnlyList<TItem> Items, string? NextCursor);

/// <summary>Reads states for HTTP: one by id with its ETag and as of any moment, or page by page.</summary>
/// <param name="http">The call.</param>
/// <param name="store">The store.</param>
public sealed class Reading(IHttpContextAccessor http, IDocumentStore store)
{
    private readonly HttpContext _context = http.HttpContext ?? throw new InvalidOperationException("Outside of a request.");

    /// <summary>Who calls.</summary>
    public Actor Actor => _context.Actor();

    /// <summary>One resource: 200 with its ETag, 304, or 404.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <typeparam name="TView">The representation.</typeparam>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The stream.</param>
    /// <param name="moment">Which moment.</param>
    /// <param name="view">Represents the state.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="visible">Whether the caller may know of it; absent: always.</param>
    public async Task<IResult> One<TState, TView>(
        string tenant, Guid id, Moment moment, Func<TState, ValueTask<TView>> view, CancellationToken stop, Predicate<TState>? visible = null)
        where TState : class, IState<TState>
    {
        ArgumentNullException.ThrowIfNull(view);
        if (moment.IsTwo)
        {
            return Problem.Of("request/as-of-or-version");
        }

        await using var session = store.LightweightSession(tenant);
        if (_context.GetEndpoint()?.Metadata.GetMetadata<ChangesRoute>() is not null)
        {
            return await ResourceChanges.Tell(_context, await session.Events.FetchStreamAsync(id, token: stop), view, visible);
        }

        if (moment.IsPast)
        {
            return await Then(session, id, moment, view, visible, stop);
        }

        var stream = await session.Events.FetchForWriting<TState>(id, stop);
        return await Found(stream.Aggregate is { } state && visible?.Invoke(state) is not false ? state : null, stream.CurrentVersion ?? 0, view);
    }

    /// <summary>One resource as it is now, found in a way of its own: 200 with its ETag, 304, or 404.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <typeparam name="TView">The representation.</typeparam>
    /// <param name="state">The state; null: there is none, or the caller may not know of it.</param>
    /// <param name="version">The stream's version.</param>
    /// <param name="view">Represents the state.</param>
    public async Task<IResult> Found<TState, TView>(TState? state, long version, Func<TState, ValueTask<TView>> view)
        where TState : class, IState<TState>
    {
        ArgumentNullException.ThrowIfNull(view);
        return state is null ? Problem.Of("resource/not-found") : await Tell(state, version, async now => Answer.Ok(await view(now), version));
    }

    /// <summary>A page of states, the newest first.</summary>
    /// <typeparam name="TState">The state; its ids are ordered by time.</typeparam>
    /// <typeparam name="TView">The representation.</typeparam>
    /// <param name="tenant">The tenant; null for all tenants, in code meant for the provider's staff.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="filter">The filters.</param>
    /// <param name="view">Represents a state.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IResult> Page<TState, TView>(
        string? tenant, Paging paging, Func<IQueryable<TState>, IQueryable<TState>> filter, Func<TState, ValueTask<TView>> view, CancellationToken stop)
        where TState : class, IState<TState>
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(view);
        var limit = paging.Limit ?? Paging.DefaultLimit;
        await using var session = store.QuerySession(tenant ?? Tenant.Provider);
        IQueryable<TState> query = session.Query<TState>();
        if (tenant is null)
        {
            query = query.Where(state => state.AnyTenant());
        }

        query = filter(query);
        if (paging.Cursor is { } cursor)
        {
            if (!Cursor.TryRead(cursor, out var after))
            {
                return Problem.Of("request/bad-cursor");
            }

            query = query.Where(state => state.MatchesSql("d.id < ?", after));
        }

        var found = await query.OrderByDescending(state => state.Id).Take(limit + 1).ToListAsync(stop);
        var items = new List<TView>(Math.Min(found.Count, limit));
        foreach (var state in found.Take(limit))
        {
            items.Add(await view(state));
        }

        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id) : null;
        if (next is not null)
        {
            _context.LinkNext(next);
        }

        return Answer.Ok(new Page<TView>(items, next));
    }

    /// <summary>As it stood, to those who may know of it today: a right that was taken back opens no past.</summary>
    private async Task<IResult> Then<TState, TView>(
        IDocumentSession session, Guid id, Moment moment, Func<TState, ValueTask<TView>> view, Predicate<TState>? visible, CancellationToken stop)
        where TState : class, IState<TState>
    {
        var events = await session.Events.FetchStreamAsync(id, token: stop);
        var then = moment.Until(events);
        return events.Fold<TState>() is not { } present || visible?.Invoke(present) is false || then.Fold<TState>() is not { } state
            ? Problem.Of("resource/not-found")
            : await Tell(state, then[^1].Version, async past => PastView.Answer(await view(past), then[^1].Version));
    }

    private async Task<IResult> Tell<TState>(TState state, long version, Func<TState, Task<Answer>> answer) =>
        _context.IfNoneMatch(version) ? new Answer(StatusCodes.Status304NotModified, null, Answer.Tag(version)) : await answer(state);
}
