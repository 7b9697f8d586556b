using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Marten;
using Microsoft.AspNetCore.Http.Extensions;
using Npgsql;
using NpgsqlTypes;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Kernel;

/// <summary>
/// Repeated requests: the answer is kept in the transaction of what it tells, so a repetition finds both or neither. The
/// optimistic way round: a key costs one insert in the command's own batch; only when that insert or the command fails is the
/// kept answer looked for.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="vault">Seals the kept answer, which can show a name.</param>
/// <param name="clock">The clock.</param>
public sealed class Idempotency(NpgsqlDataSource database, Vault vault, TimeProvider clock)
{
    /// <summary>The request header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The header of an answer that was kept.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The longest key.</summary>
    public const int MaxLength = 255;

    /// <summary>The advisory lock of the node that removes old answers.</summary>
    public const long PurgeLock = 0x5342475F49444D; // "SBG_IDM"

    private readonly ConcurrentDictionary<(string Subject, string Key), bool> _running = new();

    /// <summary>Marks the key as running on this node.</summary>
    /// <param name="call">The call.</param>
    /// <returns>False when it is running already.</returns>
    public bool TryEnter(IdempotentCall call) => _running.TryAdd((call.Subject, call.Key), true);

    /// <summary>Ends what <see cref="TryEnter"/> began.</summary>
    /// <param name="call">The call.</param>
    public void Leave(IdempotentCall call) => _running.TryRemove((call.Subject, call.Key), out _);

    /// <summary>Keeps the answer in the session's transaction. The commit fails on the table's key when an answer is kept already.</summary>
    /// <param name="session">The session that holds the command's events.</param>
    /// <param name="call">The call.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="stop">Cancels.</param>
    public async Task Keep(IDocumentSession session, IdempotentCall call, Answer answer, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(answer);
        var now = clock.GetUtcNow();
        var body = await vault.Seal(SealingSubject(now), answer.Body, stop);
        session.QueueSqlCommand(
            $"insert into {StoreTables.IdempotencyKeys} (subject, key, request_hash, status, etag, location, body, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
            call.Subject, call.Key, call.RequestHash, answer.Status, answer.ETag ?? (object)DBNull.Value, answer.Location ?? (object)DBNull.Value, Encoding.UTF8.GetBytes(body.Subject + "\n" + body.Ciphertext), now);
    }

    /// <summary>The answer kept for the call, if there is one.</summary>
    /// <param name="call">The call.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<KeptAnswer?> Find(IdempotentCall call, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select request_hash, status, etag, location, body from {StoreTables.IdempotencyKeys} where subject = $1 and key = $2 and created_at > $3");
        command.Parameters.Add(new() { Value = call.Subject });
        command.Parameters.Add(new() { Value = call.Key });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - Kept, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop))
        {
            return null;
        }

        var kept = Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(4)).Split('\n', 2);
        var body = await vault.Reveal(new Sealed<byte[]>(kept[0], kept[1]), stop);
        var answer = new Answer(reader.GetInt32(1), body, reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3));
        return new(answer, reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(call.RequestHash));
    }

    /// <summary>Removes answers that are kept no longer.</summary>
    /// <param name="stop">Cancels.</param>
    public async Task Purge(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"delete from {StoreTables.IdempotencyKeys} where created_at <= $1");
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - Kept });
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Removes answers that are kept no longer, unless another node is at it.</summary>
    /// <param name="stop">Cancels.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> PurgeInTurn(CancellationToken stop)
    {
        // The lock lasts as long as the statement, which is its own transaction.
        await using var command = database.CreateCommand(
            $"with turn as materialized (select pg_try_advisory_xact_lock($2) as ours) delete from {StoreTables.IdempotencyKeys} where created_at <= $1 and (select ours from turn)");
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - Kept });
        command.Parameters.Add(new() { Value = PurgeLock });
        return await command.ExecuteNonQueryAsync(stop);
    }

    // One key a day, so that what is kept for a day costs no key of its own.
    private static string SealingSubject(DateTimeOffset now) => $"idempotency:{now.UtcDateTime:yyyy-MM-dd}";
}

/// <summary>A request that carries a key.</summary>
/// <param name="Subject">The token's subject: keys of different callers never meet.</param>
/// <param name="Key">The key.</param>
/// <param name="RequestHash">SHA-256 of method, URL, content type, If-Match and body.</param>
public sealed record IdempotentCall(string Subject, string Key, byte[] RequestHash)
{
    /// <summary>Reads the call, if the request carries a key.</summary>
    /// <param name="context">The request; its body was buffered.</param>
    /// <param name="actor">Who calls.</param>
    /// <param name="body">The body's bytes.</param>
    public static IdempotentCall? Of(HttpContext context, Actor actor, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(actor);
        if (!context.Request.Headers.TryGetValue(Idempotency.Header, out var key) || key.Count != 1)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Method}\n{context.Request.GetEncodedPathAndQuery()}\n{context.Request.ContentType}\n{context.Request.Headers.IfMatch}\n"));
        hash.AppendData(body);
        return new(actor.Subject, key.ToString(), hash.GetHashAndReset());
    }
}

/// <summary>An answer that was kept.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="SameRequest">Whether it answered this very request, or another one under the same key.</param>
public sealed record KeptAnswer(Answer Answer, bool SameRequest);
