using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using JasperFx.Events;
using Marten;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Kernel.History;

/// <summary>Replays a resource's stream: every event, who and when, and what it changed.</summary>
/// <param name="http">The call.</param>
/// <param name="store">The store.</param>
/// <param name="vault">Reveals personal data to those who may read the resource.</param>
public sealed class Histories(IHttpContextAccessor http, IDocumentStore store, Vault vault)
{
    private readonly HttpContext _context = http.HttpContext ?? throw new InvalidOperationException("Outside of a request.");

    /// <summary>A page of the history, from the first event on.</summary>
    /// <typeparam name="TState">What the stream adds up to.</typeparam>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The stream.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="visible">Whether the caller may know of it; absent: always.</param>
    /// <param name="hidden">Of which events the caller learns nothing; absent: none.</param>
    /// <param name="shown">What the caller sees of a state; absent: all.</param>
    public async Task<IResult> Page<TState>(
        string tenant, Guid id, Paging paging, CancellationToken stop, Predicate<TState>? visible = null, Predicate<EventOf<TState>>? hidden = null, Func<TState, TState>? shown = null)
        where TState : class, IState<TState>
    {
        if (!long.TryParse(paging.Cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return Problem.Of("request/bad-cursor");
        }

        await using var session = store.LightweightSession(tenant);
        var events = await session.Events.FetchStreamAsync(id, token: stop);
        var limit = paging.Limit ?? Paging.DefaultLimit;
        var entries = new List<HistoryEntry>();
        var more = false;
        TState? state = null;
        foreach (var e in events)
        {
            if (e.Data is not EventOf<TState> happened)
            {
                return Problem.Of("resource/not-found"); // another kind of resource
            }

            var before = state;
            state = TState.Evolve(state, happened, e.OccurredAt());
            if (e.Version > after && hidden?.Invoke(happened) is not true)
            {
                if (entries.Count < limit)
                {
                    entries.Add((await Tell(e, Shown(before), Shown(state), stop)).Entry);
                }
                else
                {
                    more = true;
                }
            }
        }

        if (state is null || visible?.Invoke(state) is false)
        {
            return Problem.Of("resource/not-found");
        }

        var next = more ? entries[^1].Version.ToString(CultureInfo.InvariantCulture) : null;
        if (next is not null)
        {
            _context.LinkNext(next);
        }

        return Answer.Ok(new Page<HistoryEntry>(entries, next));

        TState? Shown(TState? whole) => whole is null || shown is null ? whole : shown(whole);
    }

    /// <summary>One event, and the state after it, revealed.</summary>
    /// <param name="e">The event.</param>
    /// <param name="before">The state before it; null: there was none.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="stop">Cancels.</param>
    internal async Task<(HistoryEntry Entry, JsonNode? After)> Tell(IEvent e, object? before, object? after, CancellationToken stop)
    {
        var whole = Json(after);
        var changes = StateDifference.Between(Json(before), whole);
        for (var index = 0; index < changes.Count; index++)
        {
            var change = changes[index];
            changes[index] = change with
            {
                Before = await SealedJson.Reveal(change.Before, vault, stop),
                After = await SealedJson.Reveal(change.After, vault, stop),
            };
        }

        var entry = new HistoryEntry(
            e.Sequence, e.Version, e.EventTypeName, e.OccurredAt(), e.Timestamp.ToUniversalTime(), e.UserName,
            e.GetHeader(EventMetadata.OnBehalfOfHeader)?.ToString(), e.CausationId, e.CorrelationId,
            e.GetHeader(EventMetadata.VersionsHeader)?.ToString(), await SealedJson.Reveal(Json(e.Data), vault, stop), changes);
        return (entry, await SealedJson.Reveal(whole, vault, stop));
    }

    private static JsonNode? Json(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), ApiJson.Options);
}
