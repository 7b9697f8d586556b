using JasperFx.Events;
using Marten;
using SBG.Domain.Kernel;

namespace SBG.Projections.Kernel;

/// <summary>A stream that is being written: its state after what was decided so far, and what the store will append on commit.</summary>
/// <typeparam name="TState">The state.</typeparam>
public sealed class Writing<TState>
    where TState : class, IState<TState>
{
    private readonly IDocumentOperations _operations;
    private readonly IEventStream<TState>? _stream;
    private readonly bool _known;

    internal Writing(IDocumentOperations operations, TState state, long version) =>
        (_operations, Id, State, Version, _known) = (operations, state.Id, state, version, true);

    // Appended to by itself: a session that looked for the stream before, and found none, would take what follows for a second beginning of it.
    private StreamAction? _begun;

    internal Writing(IDocumentOperations operations, Guid id, IEventStream<TState>? stream)
    {
        (_operations, _stream, Id) = (operations, stream, id);
        State = stream?.Aggregate;
        Version = stream?.CurrentVersion ?? 0;
    }

    /// <summary>The stream's id.</summary>
    public Guid Id { get; }

    /// <summary>The state, the recorded decisions included; null before the first event.</summary>
    public TState? State { get; private set; }

    /// <summary>The stream's version once committed; 0 before the first event.</summary>
    public long Version { get; private set; }

    /// <summary>Takes a decision into the transaction. Nothing is stored before it commits.</summary>
    /// <param name="decision">What was decided on <see cref="State"/>.</param>
    /// <param name="recordedAt">When it is recorded (UTC).</param>
    /// <param name="facts">When it happened, if earlier, and the versions used.</param>
    /// <returns>The refusal, if it was refused: then nothing was taken in.</returns>
    public Refusal? Record(Decision<TState> decision, DateTimeOffset recordedAt, RecordingFacts facts = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Refusal is { } refusal)
        {
            return refusal;
        }

        if (decision.Events.IsEmpty)
        {
            return null;
        }

        var wrapped = new IEvent[decision.Events.Length];
        for (var i = 0; i < wrapped.Length; i++)
        {
            var happened = decision.Events[i];
            wrapped[i] = Wrap(happened, recordedAt, facts);
            State = TState.Evolve(State, happened, facts.OccurredAt ?? recordedAt);
        }

        if (Version == 0)
        {
            _begun = _operations.Events.StartStream<TState>(Id, [.. wrapped]);
        }
        else if (_begun is not null)
        {
            _begun.AddEvents(wrapped);
        }
        else if (_known)
        {
            _operations.Events.Append(Id, Version + wrapped.Length, wrapped);
        }
        else
        {
            _stream!.AppendMany([.. wrapped]);
        }

        Version += wrapped.Length;
        return null;
    }

    private IEvent Wrap(EventOf<TState> happened, DateTimeOffset recordedAt, RecordingFacts facts)
    {
        var e = _operations.Events.BuildEvent(happened);
        e.Timestamp = recordedAt;
        if (facts.OccurredAt is { } occurredAt && occurredAt != recordedAt)
        {
            e.SetOccurredAt(occurredAt);
        }

        if (facts.Versions is { } versions)
        {
            e.SetHeader(EventMetadata.VersionsHeader, versions);
        }

        return e;
    }
}

/// <summary>What is told of a recording beside the events themselves.</summary>
/// <param name="OccurredAt">When it happened (UTC), where that is not when it is recorded.</param>
/// <param name="Versions">The versions that the decision used, e.g. <c>policy=3;calendar=1</c>.</param>
public readonly record struct RecordingFacts(DateTimeOffset? OccurredAt = null, string? Versions = null);

/// <summary>Opens streams for writing.</summary>
public static class WritingExtensions
{
    /// <summary>An existing stream with its state; appending to it fails on commit if someone else wrote in between.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="operations">The session, or its part for another tenant (<c>session.ForTenant</c>).</param>
    /// <param name="id">The stream.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there is no such stream.</returns>
    public static async Task<Writing<TState>?> Fetch<TState>(this IDocumentOperations operations, Guid id, CancellationToken stop)
        where TState : class, IState<TState>
    {
        ArgumentNullException.ThrowIfNull(operations);
        var stream = await operations.Events.FetchForWriting<TState>(id, stop);
        return stream.Aggregate is null ? null : new(operations, id, stream);
    }

    /// <summary>
    /// An existing stream that others wait for until this session commits or ends: for streams that many write at once, where retries after
    /// lost races would not end. Take the lock before anything else of that tenant is reached through the session, and one lock only.
    /// </summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="session">The session.</param>
    /// <param name="tenant">The stream's tenant.</param>
    /// <param name="id">The stream.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there is no such stream.</returns>
    public static async Task<Writing<TState>?> FetchExclusively<TState>(this IDocumentSession session, string tenant, Guid id, CancellationToken stop)
        where TState : class, IState<TState>
    {
        ArgumentNullException.ThrowIfNull(session);

        // The part for another tenant shares the connection that the session has when that part is first reached: without the
        // transaction begun here, the lock would be held by a second connection, and the session would wait for itself.
        await session.BeginTransactionAsync(stop);
        var operations = session.ForTenant(tenant);
        var stream = await operations.Events.FetchForExclusiveWriting<TState>(id, stop);
        return stream.Aggregate is null ? null : new(operations, id, stream);
    }

    /// <summary>An existing stream whose state was read together with others; appending to it fails on commit if it is at another version.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="operations">The session, or its part for another tenant.</param>
    /// <param name="state">The state.</param>
    /// <param name="version">The version of the stream that it was folded at.</param>
    public static Writing<TState> Known<TState>(this IDocumentOperations operations, TState state, long version)
        where TState : class, IState<TState> => new(operations, state, version);

    /// <summary>A stream that does not exist yet; committing fails if it does.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="operations">The session.</param>
    /// <param name="id">The new stream.</param>
    public static Writing<TState> New<TState>(this IDocumentOperations operations, Guid id)
        where TState : class, IState<TState> => new(operations, id, null);
}
