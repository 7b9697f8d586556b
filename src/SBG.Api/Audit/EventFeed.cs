using Npgsql;
using SBG.Projections.Audit;
using SBG.Projections.Kernel;

namespace SBG.Api.Audit;

/// <summary>
/// Something that happened, as a CloudEvent 1.0. It says what and where, not the content: who wants that reads the resource, by the rights that
/// he has now.
/// </summary>
/// <param name="Specversion">Always <c>1.0</c>.</param>
/// <param name="Id">The event.</param>
/// <param name="Source">Where it comes from: the provider's or the client's part of the service.</param>
/// <param name="Type">Its stored name, the same for ever.</param>
/// <param name="Subject">The kind of the resource and its id, e.g. <c>service_request/0199...</c>.</param>
/// <param name="Time">When it was recorded (UTC).</param>
/// <param name="Position">Its place in the feed: go on behind it.</param>
/// <param name="Resourceversion">The resource's version after it.</param>
public sealed record CloudEventView(string Specversion, Guid Id, string Source, string Type, string Subject, DateTimeOffset Time, long Position, long Resourceversion);

/// <summary>A stretch of the feed.</summary>
/// <param name="Items">The oldest first.</param>
/// <param name="Position">Up to where it was read: give it as <c>after</c> to go on, also when nothing was found.</param>
/// <param name="HasMore">Whether there is more already; otherwise ask again later.</param>
public sealed record EventFeedView(IReadOnlyList<CloudEventView> Items, long Position, bool HasMore);

/// <summary>Reads the feed, never beyond what is logged: below that nothing appears any more, so nobody who goes on behind a position misses anything.</summary>
/// <param name="database">The database.</param>
/// <param name="log">The log.</param>
public sealed class EventFeed(NpgsqlDataSource database, LogReader log)
{
    /// <summary>The most positions that one call looks through, however few of them suit.</summary>
    private const int Window = 20_000;

    /// <summary>Reads a stretch.</summary>
    /// <param name="tenant">Whose events; null: everyone's.</param>
    /// <param name="forClient">Whether a client reads it, who learns nothing of work notes.</param>
    /// <param name="after">Behind this position.</param>
    /// <param name="types">Stored names; null: all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<EventFeedView> Read(string? tenant, bool forClient, long after, string[]? types, int limit, CancellationToken stop)
    {
        var (_, end) = await log.End(stop);
        var until = Math.Min(end, after > long.MaxValue - Window ? end : after + Window);
        await using var command = database.CreateCommand($"""
            select e.id, e.tenant_id, e.type, s.type, e.stream_id, e."timestamp", e.seq_id, e.version
            from {CanonicalEvents.Table} e join {StoreConfiguration.Schema}.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id
            where e.seq_id > $1 and e.seq_id <= $2 and ($3::text is null or e.tenant_id = $3) and ($4::text[] is null or e.type = any($4))
              and not ($6 and e.type = 'incident_commented' and e.data ->> 'visibility' = 'internal') order by e.seq_id limit $5
            """);
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = until });
        command.Parameters.Add(new() { Value = (object?)tenant ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)types ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = forClient });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var items = new List<CloudEventView>();
        while (await reader.ReadAsync(stop))
        {
            items.Add(new(
                "1.0", reader.GetGuid(0), "/v1/clients/" + reader.GetString(1), reader.GetString(2), $"{reader.GetString(3)}/{reader.GetGuid(4)}",
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt64(6), reader.GetInt64(7)));
        }

        var position = items.Count == limit ? items[^1].Position : Math.Max(after, until);
        return new(items, position, position < end);
    }
}
