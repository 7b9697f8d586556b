using JasperFx;
using Marten;
using Marten.Exceptions;
using Npgsql;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using Wolverine;
using Wolverine.Marten.Publishing;
using Wolverine.Runtime;

namespace SBG.Api.Kernel;

/// <summary>
/// Records what a decision says: the events, the inline views, the messages and the answer in one transaction, or nothing at all.
/// The one way in which a decision answers over HTTP.
/// </summary>
/// <param name="http">The call.</param>
/// <param name="runtime">Wolverine's runtime.</param>
/// <param name="sessions">Opens sessions whose events are forwarded to handlers by the outbox.</param>
/// <param name="idempotency">Kept answers.</param>
/// <param name="clock">The clock.</param>
public sealed class Recorder(
    IHttpContextAccessor http, IWolverineRuntime runtime, OutboxedSessionFactory sessions, Idempotency idempotency, TimeProvider clock)
{
    private const int Attempts = 5;

    private readonly HttpContext _context = http.HttpContext ?? throw new InvalidOperationException("Outside of a request.");

    private MessageContext? _messages;

    /// <summary>Who calls.</summary>
    public Actor Actor => _context.Actor();

    /// <summary>When this call decides (UTC), to the microsecond that the store keeps.</summary>
    public DateTimeOffset Now { get; } = clock.Now();

    /// <summary>What is told of the recording beside the events: set before deciding.</summary>
    public RecordingFacts Facts { get; set; }

    /// <summary>A new id, ordered by time.</summary>
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Starts a stream and answers 201 with its representation.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <typeparam name="TView">The representation.</typeparam>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The new stream; if it exists, what was decided on nothing is decided again on the existing state.</param>
    /// <param name="decide">The decision on the existing state, null for a new stream.</param>
    /// <param name="view">Represents the new state.</param>
    /// <param name="location">The path of the new resource.</param>
    /// <param name="stop">Cancels.</param>
    public Task<IResult> Start<TState, TView>(
        string tenant, Guid id, Func<TState?, Decision<TState>> decide, Func<TState, ValueTask<TView>> view, string location, CancellationToken stop)
        where TState : class, IState<TState> =>
        Run(tenant, async (session, attempt) =>
        {
            // A new id meets nothing; only after a collision is there something to decide on.
            var stream = (attempt == 0 ? null : await session.Fetch<TState>(id, stop)) ?? session.New<TState>(id);
            Demand(stream.Record(decide(stream.State), Now, Facts));
            return Answer.Created(await view(stream.State!), stream.Version, location);
        }, stop);

    /// <summary>Changes an existing stream under the caller's If-Match and answers 200 with its representation.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <typeparam name="TView">The representation.</typeparam>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The stream; absent: 404.</param>
    /// <param name="decide">The decision.</param>
    /// <param name="view">Represents the state after it.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="visible">Whether the caller may know of it; absent: always.</param>
    public Task<IResult> Change<TState, TView>(
        string tenant, Guid id, Func<TState, Decision<TState>> decide, Func<TState, ValueTask<TView>> view, CancellationToken stop, Predicate<TState>? visible = null)
        where TState : class, IState<TState> =>
        Run(tenant, async (session, _) =>
        {
            var stream = await Fetch(session, id, stop, visible);
            Demand(stream.Record(decide(stream.State!), Now, Facts));
            return Answer.Ok(await view(stream.State!), stream.Version);
        }, stop);

    /// <summary>
    /// Runs work on one or several streams in one transaction. When someone else wrote in between, the work is done again on a
    /// fresh session, unless the caller named a version by If-Match: then it is 412.
    /// </summary>
    /// <param name="tenant">The tenant of the session; <c>session.ForTenant</c> reaches others in the same transaction.</param>
    /// <param name="work">Loads, decides, takes decisions in, and answers; given the session and the number of lost races.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IResult> Run(string tenant, Func<IDocumentSession, int, Task<Answer>> work, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        var call = IdempotentCall.Of(_context, Actor, _context.BodyBytes().Span);
        if (call is null)
        {
            return await Attempt(tenant, work, null, stop);
        }

        if (!idempotency.TryEnter(call))
        {
            return Problem.Of("request/idempotency-running");
        }

        try
        {
            return await Attempt(tenant, work, call, stop);
        }
        catch (Exception failed) when (failed is ProblemException || IsKeptAlready(failed))
        {
            // The command failed on a state that its own first run may have made.
            return await idempotency.Find(call, stop) switch
            {
                { SameRequest: true, Answer: var answer } => Replay(answer),
                { SameRequest: false } => Problem.Of("request/idempotency-mismatch"),
                null when failed is ProblemException refused => refused.Problem,
                null => await PurgeAndAttempt(tenant, work, call, stop),
            };
        }
        finally
        {
            idempotency.Leave(call);
        }
    }

    /// <summary>An existing stream under the caller's If-Match.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="operations">The session, or its part for another tenant.</param>
    /// <param name="id">The stream.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="visible">Whether the caller may know of it; absent: always.</param>
    /// <exception cref="ProblemException">404 when absent or not visible, 412 when at another version.</exception>
    public async Task<Writing<TState>> Fetch<TState>(IDocumentOperations operations, Guid id, CancellationToken stop, Predicate<TState>? visible = null)
        where TState : class, IState<TState>
    {
        var stream = await operations.Fetch<TState>(id, stop);
        if (stream is null || visible?.Invoke(stream.State!) is false)
        {
            throw new ProblemException("resource/not-found");
        }

        if (_context.IfMatch() is { } wanted && wanted != stream.Version)
        {
            throw ProblemException.Stale(stream.Version);
        }

        return stream;
    }

    /// <summary>
    /// An existing stream that several people write at once: the calls come one after another, and the caller's If-Match is judged by what the
    /// command touches, not by the whole.
    /// </summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="session">The session.</param>
    /// <param name="id">The stream.</param>
    /// <param name="isCurrent">Whether what the command touches has not changed since a version of the stream; given the state and that version.</param>
    /// <param name="visible">Whether the caller may know of it.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">404 when absent or not visible, 412 when it changed since, or when there never was such a version.</exception>
    public async Task<Writing<TState>> FetchInTurn<TState>(
        IDocumentSession session, Guid id, Func<TState, long, bool> isCurrent, Predicate<TState> visible, CancellationToken stop)
        where TState : class, IState<TState>
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(isCurrent);
        ArgumentNullException.ThrowIfNull(visible);
        var stream = await session.FetchExclusively<TState>(session.TenantId, id, stop);
        if (stream is null || !visible(stream.State!))
        {
            throw new ProblemException("resource/not-found");
        }

        if (_context.IfMatch() is { } known && (known > stream.Version || !isCurrent(stream.State!, known)))
        {
            throw ProblemException.Stale(stream.Version);
        }

        return stream;
    }

    /// <summary>Refuses the whole transaction.</summary>
    /// <param name="refusal">Null: nothing is refused.</param>
    /// <exception cref="ProblemException">The refusal as an answer.</exception>
    public static void Demand(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new ProblemException(refusal);
        }
    }

    /// <summary>Refuses, and keeps what the work took in: the refusal is a fact of its own.</summary>
    /// <param name="refusal">The refusal.</param>
    public Answer Refused(Refusal refusal) => Problem.Of(refusal).Kept(_context);

    /// <summary>Sends a message with what <see cref="Run"/> commits, durably, or not at all.</summary>
    /// <param name="message">Handled in the tenant of the run.</param>
    /// <param name="at">Not before this instant (UTC); null: at once.</param>
    /// <exception cref="InvalidOperationException">Outside of <see cref="Run"/>'s work.</exception>
    public ValueTask Send(object message, DateTimeOffset? at = null) =>
        (_messages ?? throw new InvalidOperationException("There is no transaction.")).PublishAsync(message, at is { } due ? new DeliveryOptions { ScheduledTime = due } : null);

    private async Task<IResult> Attempt(string tenant, Func<IDocumentSession, int, Task<Answer>> work, IdempotentCall? call, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var session = Open(tenant);
            var answer = await work(session, attempt);
            if (call is not null)
            {
                await idempotency.Keep(session, call, answer, stop);
            }

            try
            {
                await session.SaveChangesAsync(stop);
                return answer;
            }
            catch (Exception lost) when (lost is ConcurrencyException or ExistingStreamIdCollisionException)
            {
                if (_context.IfMatch() is not null)
                {
                    throw new ProblemException("request/precondition-failed");
                }

                if (attempt + 1 == Attempts)
                {
                    throw new ProblemException("request/lost-race");
                }
            }
        }
    }

    private async Task<IResult> PurgeAndAttempt(string tenant, Func<IDocumentSession, int, Task<Answer>> work, IdempotentCall call, CancellationToken stop)
    {
        await idempotency.Purge(stop); // the key was used more than a day ago
        return await Attempt(tenant, work, call, stop);
    }

    private Answer Replay(Answer kept)
    {
        _context.Response.Headers[Idempotency.ReplayedHeader] = "true";
        return kept;
    }

    private IDocumentSession Open(string tenant)
    {
        var messages = new MessageContext(runtime, tenant) { UserName = Actor.Subject, CorrelationId = _context.CorrelationId() };
        var session = sessions.OpenSession(messages);
        _messages = messages;
        session.CorrelationId = messages.CorrelationId;
        session.CausationId = messages.CorrelationId;
        session.LastModifiedBy = Actor.Subject;
        return session;
    }

    private static bool IsKeptAlready(Exception failed)
    {
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique
                && unique.TableName == StoreTables.IdempotencyKeys.Split('.')[1])
            {
                return true;
            }
        }

        return false;
    }
}
