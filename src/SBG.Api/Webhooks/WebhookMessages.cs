using System.Data.Common;
using System.Text.Json;
using Marten;
using Npgsql;
using NpgsqlTypes;
using SBG.Api.Audit;
using SBG.Api.Kernel;
using SBG.Domain.Webhooks;
using SBG.Projections.Webhooks;

namespace SBG.Api.Webhooks;

/// <summary>A message to send.</summary>
/// <param name="Position">Of the event in the log.</param>
/// <param name="EventId">The event, which names the message.</param>
/// <param name="Body">A CloudEvent.</param>
/// <param name="Attempts">How often it was sent already.</param>
internal sealed record WaitingMessage(long Position, Guid EventId, byte[] Body, int Attempts);

/// <summary>What came of sending a message.</summary>
/// <param name="Message">The message.</param>
/// <param name="Status">The HTTP status; null: there was no answer.</param>
/// <param name="Failure">Why it was not taken; null: it was.</param>
/// <param name="DueAt">When to send it again (UTC); null: not by itself.</param>
internal sealed record SentMessage(WaitingMessage Message, int? Status, string? Failure, DateTimeOffset? DueAt);

/// <summary>
/// The messages of each subscription, in the database: what was taken from the feed and not yet by the receiver. The feed's position and the messages
/// behind it move in one transaction, so that none is lost or made twice, whatever is killed.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="feed">The events.</param>
public sealed class WebhookMessages(NpgsqlDataSource database, EventFeed feed)
{
    /// <summary>The most messages that wait; then the feed waits too.</summary>
    private const int MostWaiting = 1_000;

    private const int OfOneFill = 200;

    /// <summary>A position that is moved over nothing is only worth writing down now and then.</summary>
    private const int WorthWriting = 1_000;

    internal static void Open(IDocumentSession session, Guid id, string tenant, long after) => session.QueueSqlCommand(
        $"insert into {WebhooksStore.Cursors} (subscription_id, tenant_id, is_active, position, delivered) values (?, ?, true, ?, 0)", id, tenant, after);

    internal static void Switch(IDocumentSession session, Guid id, bool isActive) =>
        session.QueueSqlCommand($"update {WebhooksStore.Cursors} set is_active = ?, failing_since = null where subscription_id = ?", isActive, id);

    internal static void Rewind(IDocumentSession session, Guid id, long position)
    {
        session.QueueSqlCommand($"update {WebhooksStore.Cursors} set position = ? where subscription_id = ?", position, id);
        session.QueueSqlCommand($"delete from {WebhooksStore.Messages} where subscription_id = ? and position > ?", id, position);
    }

    internal static void Retry(IDocumentSession session, Guid id, long? position, DateTimeOffset now) => session.QueueSqlCommand(
        $"update {WebhooksStore.Messages} set is_dead = false, attempts = 0, due_at = ? where subscription_id = ? and is_dead and (? = 0 or position = ?)",
        now, id, position ?? 0, position ?? 0);

    internal static void Close(IDocumentSession session, Guid id)
    {
        session.QueueSqlCommand($"update {WebhooksStore.Cursors} set is_active = false where subscription_id = ?", id);
        session.QueueSqlCommand($"delete from {WebhooksStore.Messages} where subscription_id = ?", id);
    }

    /// <summary>The subscriptions that are to be served, with their tenants.</summary>
    /// <param name="stop">Cancels.</param>
    internal async Task<IReadOnlyList<(Guid Id, string Tenant)>> Active(CancellationToken stop) =>
        await Read($"select subscription_id, tenant_id from {WebhooksStore.Cursors} where is_active", row => (row.GetGuid(0), row.GetString(1)), stop);

    /// <summary>How far a subscription of a tenant was served; null: there is none.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="stop">Cancels.</param>
    internal async Task<WebhookProgressView?> Progress(string tenant, Guid id, CancellationToken stop) => (await Read(
        $"""
        select position, delivered, delivered_at, failing_since,
          (select count(*) from {WebhooksStore.Messages} m where m.subscription_id = c.subscription_id and not is_dead),
          (select count(*) from {WebhooksStore.Messages} m where m.subscription_id = c.subscription_id and is_dead)
        from {WebhooksStore.Cursors} c where subscription_id = $1 and tenant_id = $2
        """,
        row => new WebhookProgressView(row.GetInt64(0), row.GetInt64(4), row.GetInt64(5), row.GetInt64(1), Instant(row, 2), Instant(row, 3)), stop, id, tenant)) is [var progress] ? progress : null;

    /// <summary>Messages that wait or were set aside, in order.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="after">Behind this position.</param>
    /// <param name="dead">Only those that were set aside.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="stop">Cancels.</param>
    internal Task<IReadOnlyList<WebhookMessageView>> List(Guid id, long after, bool dead, int most, CancellationToken stop) => Read(
        $"""
        select position, event_id, type, is_dead, attempts, due_at, tried_at, last_status, last_failure from {WebhooksStore.Messages}
        where subscription_id = $1 and position > $2 and (is_dead or not $3) order by position limit $4
        """,
        row => new WebhookMessageView(
            row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetBoolean(3), row.GetInt32(4), row.GetFieldValue<DateTimeOffset>(5), Instant(row, 6),
            row.IsDBNull(7) ? null : row.GetInt32(7), row.IsDBNull(8) ? null : row.GetString(8)),
        stop, id, after, dead, most);

    /// <summary>Takes new events from the feed.</summary>
    /// <param name="tenant">Whose subscription.</param>
    /// <param name="webhook">The subscription.</param>
    /// <param name="now">When its messages are due (UTC).</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Whether there is more.</returns>
    internal async Task<bool> Fill(string tenant, WebhookSubscription webhook, DateTimeOffset now, CancellationToken stop)
    {
        var (position, waiting) = (await Read(
            $"select position, (select count(*) from {WebhooksStore.Messages} m where m.subscription_id = c.subscription_id and not is_dead) from {WebhooksStore.Cursors} c where subscription_id = $1",
            row => (row.GetInt64(0), row.GetInt64(1)), stop, webhook.Id))[0];
        if (waiting >= MostWaiting)
        {
            return false;
        }

        var types = webhook.Terms.Types.IsEmpty ? null : webhook.Terms.Types.ToArray();
        var whose = tenant == Domain.Kernel.Tenant.Provider ? null : tenant;
        var read = await feed.Read(whose, whose is not null, position, types, OfOneFill, stop);
        if (read.Items.Count > 0 || read.Position - position >= WorthWriting)
        {
            await Take(webhook.Id, position, read, now, stop);
        }

        return read.HasMore;
    }

    /// <summary>The messages that may be sent now: of each resource the first that waits, if its time has come.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="now">UTC.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="stop">Cancels.</param>
    internal Task<IReadOnlyList<WaitingMessage>> Due(Guid id, DateTimeOffset now, int most, CancellationToken stop) => Read(
        $"""
        select position, event_id, body, attempts from (
          select distinct on (stream_id) * from {WebhooksStore.Messages} where subscription_id = $1 and not is_dead order by stream_id, position) as first
        where due_at <= $2 order by position limit $3
        """,
        row => new WaitingMessage(row.GetInt64(0), row.GetGuid(1), row.GetFieldValue<byte[]>(2), row.GetInt32(3)), stop, id, now, most);

    /// <summary>Writes down what came of sending.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="sent">At least one.</param>
    /// <param name="now">UTC.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Since when no message was taken (UTC); null: one was.</returns>
    internal async Task<DateTimeOffset?> Settle(Guid id, IReadOnlyCollection<SentMessage> sent, DateTimeOffset now, CancellationToken stop)
    {
        var taken = sent.Where(one => one.Failure is null).Select(one => one.Message.Position).ToArray();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command($"delete from {WebhooksStore.Messages} where subscription_id = $1 and position = any($2)", id, taken));
        foreach (var (message, status, failure, dueAt) in sent.Where(one => one.Failure is not null))
        {
            batch.BatchCommands.Add(Command(
                $"update {WebhooksStore.Messages} set attempts = attempts + 1, is_dead = $3, due_at = $4, last_status = $5, last_failure = $6, tried_at = $7 where subscription_id = $1 and position = $2",
                id, message.Position, dueAt is null, dueAt ?? now, status, failure, now));
        }

        batch.BatchCommands.Add(taken.Length > 0
            ? Command($"update {WebhooksStore.Cursors} set delivered = delivered + $2, delivered_at = $3, failing_since = null where subscription_id = $1", id, (long)taken.Length, now)
            : Command($"update {WebhooksStore.Cursors} set failing_since = coalesce(failing_since, $2) where subscription_id = $1", id, now));
        batch.BatchCommands.Add(Command($"select failing_since from {WebhooksStore.Cursors} where subscription_id = $1", id));
        return await batch.ExecuteScalarAsync(stop) is DateTime since ? new DateTimeOffset(since) : null;
    }

    private async Task Take(Guid id, long from, EventFeedView read, DateTimeOffset now, CancellationToken stop)
    {
        // Someone can rewind meanwhile: then what was read is not what is behind the position any more.
        await using var command = database.CreateCommand(
            $"""
            with moved as (update {WebhooksStore.Cursors} set position = $3 where subscription_id = $1 and position = $2 and is_active returning 1)
            insert into {WebhooksStore.Messages} (subscription_id, position, stream_id, event_id, type, body, is_dead, attempts, due_at)
            select $1, taken.*, false, 0, $9 from unnest($4, $5, $6, $7, $8) as taken where exists (select from moved) on conflict do nothing
            """);
        command.Parameters.AddRange(Values(
            id, from, read.Position,
            read.Items.Select(e => e.Position).ToArray(),
            read.Items.Select(e => Guid.Parse(e.Subject[(e.Subject.IndexOf('/', StringComparison.Ordinal) + 1)..])).ToArray(),
            read.Items.Select(e => e.Id).ToArray(),
            read.Items.Select(e => e.Type).ToArray(),
            read.Items.Select(e => JsonSerializer.SerializeToUtf8Bytes(e, ApiJson.Options)).ToArray(),
            now));
        await command.ExecuteNonQueryAsync(stop);
    }

    private static NpgsqlBatchCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(Values(values));
        return command;
    }

    private static NpgsqlParameter[] Values(params object?[] values) =>
    [
        .. values.Select((value, index) => value is null
            ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = index == 4 ? NpgsqlDbType.Integer : NpgsqlDbType.Text }
            : new NpgsqlParameter { Value = value is DateTimeOffset at ? at.ToUniversalTime() : value }),
    ];

    private static DateTimeOffset? Instant(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private async Task<IReadOnlyList<T>> Read<T>(string sql, Func<DbDataReader, T> read, CancellationToken stop, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(Values(values));
        await using var rows = await command.ExecuteReaderAsync(stop);
        var found = new List<T>();
        while (await rows.ReadAsync(stop))
        {
            found.Add(read(rows));
        }

        return found;
    }
}
