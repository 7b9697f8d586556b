using System.Globalization;
using JasperFx.Events;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Kernel.History;

/// <summary>
/// Compares a resource's representation at two moments, and after each event between them. It is the representation that the caller would get, so
/// that nothing shows here which is hidden there, and the past is shown by the rights of today.
/// </summary>
internal static class ResourceChanges
{
    /// <summary>The most events of one answer: the resource is represented after each of them.</summary>
    public const int Most = 200;

    /// <summary>There are too many events between the moments.</summary>
    public static readonly Refusal TooMany = new("request/too-many-changes");

    public static async Task<IResult> Tell<TState, TView>(
        HttpContext context, IReadOnlyList<IEvent> events, Func<TState, ValueTask<TView>> view, Predicate<TState>? visible)
        where TState : class, IState<TState>
    {
        if (events.Fold<TState>() is not { } present || visible?.Invoke(present) is false)
        {
            return Problem.Of("resource/not-found");
        }

        var from = Version(context, ChangesRoute.From, events, otherwise: 0);
        var to = Version(context, ChangesRoute.To, events, otherwise: events.Count);
        if (to == 0)
        {
            return Problem.Of("resource/not-found");
        }

        if (from > to)
        {
            return Problem.Of(new Refusal("request/bad-query").With("name", ChangesRoute.From));
        }

        if (to - from > Most)
        {
            return Problem.Of(TooMany.With("most", Most).With("count", to - from));
        }

        return context.IfNoneMatch(to)
            ? new Answer(StatusCodes.Status304NotModified, null, Answer.Tag(to))
            : Answer.Ok(await Compare(events, from, to, view), to);
    }

    private static async Task<ChangesView> Compare<TState, TView>(IReadOnlyList<IEvent> events, int from, int to, Func<TState, ValueTask<TView>> view)
        where TState : class, IState<TState>
    {
        var state = events.Take(from).Fold<TState>();
        var first = state is null ? null : PastView.Facts(await view(state));
        var (last, told) = (first, new List<ChangeEvent>());
        foreach (var e in events.Skip(from).Take(to - from))
        {
            state = TState.Evolve(state, (EventOf<TState>)e.Data, e.OccurredAt())!;
            var after = PastView.Facts(await view(state));
            told.Add(Of(e, StateDifference.Between(last, after)));
            last = after;
        }

        return new(from, to, StateDifference.Between(first, last), told);
    }

    private static ChangeEvent Of(IEvent e, IReadOnlyList<StateChange> changes) => new(
        e.Sequence,
        e.Version,
        e.EventTypeName,
        e.OccurredAt(),
        e.Timestamp.ToUniversalTime(),
        e.UserName,
        e.GetHeader(EventMetadata.OnBehalfOfHeader)?.ToString(),
        e.CausationId,
        e.CorrelationId,
        e.GetHeader(EventMetadata.VersionsHeader)?.ToString(),
        changes);

    /// <summary>The version at a moment, which is told as an instant or as the version itself.</summary>
    private static int Version(HttpContext context, string name, IReadOnlyList<IEvent> events, int otherwise)
    {
        string? told = context.Request.Query[name];
        if (told is null)
        {
            return otherwise;
        }

        if (int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version <= events.Count)
        {
            return version;
        }

        return Instant.TryParse(told, out var instant)
            ? events.Count(e => e.Timestamp <= instant)
            : throw new ProblemException(new Refusal("request/bad-query").With("name", name));
    }
}
