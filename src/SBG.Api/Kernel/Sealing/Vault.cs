using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using NpgsqlTypes;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Kernel.Sealing;

/// <summary>
/// Seals personal data under the data key of the person concerned, and reveals it. The one place where ciphertext and
/// plaintext meet: events, snapshots, views, messages and dead letters hold ciphertext only. A destroyed or missing key
/// makes everything under it read as null.
/// </summary>
/// <param name="database">The database that holds the wrapped keys.</param>
/// <param name="ring">The key-encryption keys.</param>
/// <param name="clock">The clock.</param>
/// <param name="http">To whom it is revealed.</param>
public sealed class Vault(NpgsqlDataSource database, KeyRing ring, TimeProvider clock, IHttpContextAccessor http) : IDisposable
{
    /// <summary>The subject's data key was destroyed: its personal data are gone, and none are taken any more.</summary>
    public static readonly Refusal KeyDestroyed = new("sealing/key-destroyed");

    /// <summary>How long another node may still reveal after a key was destroyed here.</summary>
    public static readonly TimeSpan Forget = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _keys = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>Seals a value; the subject's key is created, durably, when there is none.</summary>
    /// <typeparam name="T">Any type that is written as JSON.</typeparam>
    /// <param name="subject">Whose data: a person's id, or an actor's subject.</param>
    /// <param name="value">The plaintext.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">409: the subject's key was destroyed, nothing more is sealed for it.</exception>
    public async ValueTask<Sealed<T>> Seal<T>(string subject, T value, CancellationToken stop)
    {
        var key = await Key(subject, stop) ?? await Create(subject, stop);
        var bytes = KeyRing.Aead.Seal(key, JsonSerializer.SerializeToUtf8Bytes(value), subject);
        return new(subject, Base64Url.EncodeToString(bytes));
    }

    /// <summary>Seals a text, if there is one.</summary>
    /// <param name="subject">Whose data.</param>
    /// <param name="text">The plaintext; null: nothing is sealed.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<Sealed<string>?> SealOptional(string subject, string? text, CancellationToken stop) =>
        text is null ? null : await Seal(subject, text, stop);

    /// <summary>Reveals a value to the caller: that it is shown is recorded before the answer is given.</summary>
    /// <typeparam name="T">What was sealed.</typeparam>
    /// <param name="secret">The sealed value; null reveals to the default.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The default of <typeparamref name="T"/> once the key is destroyed, or if the ciphertext is not what was sealed.</returns>
    public async ValueTask<T?> Reveal<T>(Sealed<T>? secret, CancellationToken stop)
    {
        var value = await Use(secret, stop);
        if (secret is not null && value is not null)
        {
            await ShownFields.Note(http.HttpContext, secret.Subject, stop);
        }

        return value;
    }

    /// <summary>Reveals a value that is used and not shown: a credential, an address to send to.</summary>
    /// <typeparam name="T">What was sealed.</typeparam>
    /// <param name="secret">The sealed value; null reveals to the default.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The default of <typeparamref name="T"/> once the key is destroyed, or if the ciphertext is not what was sealed.</returns>
    public async ValueTask<T?> Use<T>(Sealed<T>? secret, CancellationToken stop)
    {
        if (secret is null || await Key(secret.Subject, stop) is not { } key)
        {
            return default;
        }

        return KeyRing.Aead.Open(key, Base64Url.DecodeFromChars(secret.Ciphertext), secret.Subject) is { } plaintext
            ? JsonSerializer.Deserialize<T>(plaintext)
            : default;
    }

    /// <summary>Brings the keys of many subjects near in one round trip, before a list is revealed.</summary>
    /// <param name="subjects">The subjects; those already near cost nothing.</param>
    /// <param name="stop">Cancels.</param>
    public async Task Warm(IEnumerable<string> subjects, CancellationToken stop)
    {
        var missing = subjects.Distinct().Where(subject => !_keys.TryGetValue(subject, out _)).ToArray();
        if (missing.Length > 0)
        {
            await Load(missing, stop);
        }
    }

    /// <summary>Destroys a subject's key: what it sealed is unreadable from now on, here at once, on other nodes within <see cref="Forget"/>.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="stop">Cancels.</param>
    public async Task Destroy(string subject, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"insert into {StoreTables.DataKeys} (subject, wrapped_key, wrapped_by, created_at, destroyed_at) values ($1, null, '', $2, $2) on conflict (subject) do update set wrapped_key = null, destroyed_at = coalesce({StoreTables.DataKeys.Split('.')[1]}.destroyed_at, $2)");
        command.Parameters.Add(new() { Value = subject });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(stop);
        _keys.Remove(subject);
    }

    /// <summary>Wraps anew, with the current key-encryption key, every data key that another one wraps. Can be stopped and run again.</summary>
    /// <param name="stop">Cancels.</param>
    /// <returns>How many were wrapped anew.</returns>
    public async Task<int> Rewrap(CancellationToken stop)
    {
        var rewrapped = 0;
        for (; ; )
        {
            var batch = await ReadKeys($"where wrapped_key is not null and wrapped_by <> $1 limit 500", ring.Current, stop);
            foreach (var (subject, key) in batch)
            {
                await using var command = database.CreateCommand(
                    $"update {StoreTables.DataKeys} set wrapped_key = $2, wrapped_by = $3 where subject = $1 and wrapped_key is not null");
                command.Parameters.Add(new() { Value = subject });
                command.Parameters.Add(new() { Value = ring.Wrap(key ?? throw new InvalidOperationException("A data key is wrapped by a key that is not configured."), subject) });
                command.Parameters.Add(new() { Value = ring.Current });
                rewrapped += await command.ExecuteNonQueryAsync(stop);
            }

            if (batch.Count == 0)
            {
                return rewrapped;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();

    private async ValueTask<byte[]?> Key(string subject, CancellationToken stop)
    {
        if (_keys.TryGetValue(subject, out byte[]? key))
        {
            return key;
        }

        await Load([subject], stop);
        return _keys.TryGetValue(subject, out key) ? key : null;
    }

    private async Task Load(string[] subjects, CancellationToken stop)
    {
        foreach (var (subject, key) in await ReadKeys("where subject = any($1)", subjects, stop))
        {
            if (key is not null)
            {
                Remember(subject, key);
            }
        }
    }

    private async Task<List<(string Subject, byte[]? Key)>> ReadKeys(string where, object parameter, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select subject, wrapped_key, wrapped_by from {StoreTables.DataKeys} {where}");
        command.Parameters.Add(new() { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var keys = new List<(string, byte[]?)>();
        while (await reader.ReadAsync(stop))
        {
            var subject = reader.GetString(0);
            keys.Add((subject, reader.IsDBNull(1) ? null : ring.Unwrap(reader.GetFieldValue<byte[]>(1), reader.GetString(2), subject)));
        }

        return keys;
    }

    private async Task<byte[]> Create(string subject, CancellationToken stop)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        await using var command = database.CreateCommand(
            $"insert into {StoreTables.DataKeys} (subject, wrapped_key, wrapped_by, created_at) values ($1, $2, $3, $4) on conflict (subject) do nothing");
        command.Parameters.Add(new() { Value = subject });
        command.Parameters.Add(new() { Value = ring.Wrap(key, subject), NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = ring.Current });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        if (await command.ExecuteNonQueryAsync(stop) == 1)
        {
            Remember(subject, key);
            return key;
        }

        // Another call or node was first, or the key was destroyed.
        return await Key(subject, stop) ?? throw new ProblemException(KeyDestroyed);
    }

    private void Remember(string subject, byte[] key) =>
        _keys.Set(subject, key, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Forget });
}
