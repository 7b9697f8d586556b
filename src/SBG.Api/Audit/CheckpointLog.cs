using Npgsql;
using SBG.Api.Kernel;
using SBG.Projections.Audit;

namespace SBG.Api.Audit;

/// <summary>A checkpoint as it is kept.</summary>
/// <param name="Number">1, 2, ...</param>
/// <param name="Size">How many events it covers.</param>
/// <param name="Root">The root over them.</param>
/// <param name="IssuedAt">When (UTC).</param>
/// <param name="IsDaily">Whether it is the first of its day (UTC): the archive's.</param>
/// <param name="Note">What was signed, with the signatures.</param>
public sealed record IssuedCheckpoint(long Number, long Size, byte[] Root, DateTimeOffset IssuedAt, bool IsDaily, string Note);

/// <summary>The signed checkpoints: one a minute when something was written, and one a day whatever happens.</summary>
/// <param name="database">The database.</param>
/// <param name="tree">The log.</param>
/// <param name="keys">Sign.</param>
/// <param name="clock">The clock.</param>
/// <param name="configuration"><c>Audit:CheckpointEvery</c>.</param>
/// <param name="log">The log.</param>
public sealed class CheckpointLog(
    NpgsqlDataSource database, LogReader tree, CheckpointKeys keys, TimeProvider clock, IConfiguration configuration, ILogger<CheckpointLog> log)
{
    private const string Columns = "number, size, root, issued_at, is_daily, note";

    private readonly TimeSpan _every = configuration.GetValue("Audit:CheckpointEvery", TimeSpan.FromMinutes(1));

    /// <summary>Issues a checkpoint if it is time: of several nodes one does.</summary>
    /// <param name="stop">Cancels.</param>
    /// <returns>Whether one was issued here.</returns>
    public async Task<bool> IssueIfDue(CancellationToken stop)
    {
        var (now, last, (size, _)) = (clock.Now(), await Last(stop), await tree.End(stop));
        var daily = last is null || last.IssuedAt.UtcDateTime.Date < now.UtcDateTime.Date;
        if (size == 0 || (last is not null && (now - last.IssuedAt < _every || (last.Size == size && !daily))))
        {
            return false;
        }

        if (last is not null && (size < last.Size || !(await tree.Hash(new(0, last.Size), stop)).AsSpan().SequenceEqual(last.Root)))
        {
            log.LogCritical("The log contradicts checkpoint {Number}: somebody rewrote it. Nothing more is signed.", last.Number);
            return false;
        }

        var root = await tree.Hash(new(0, size), stop);
        var note = keys.Sign(new(keys.Origin, size, root, now));
        return await Keep(new((last?.Number ?? 0) + 1, size, root, now, daily, note), stop);
    }

    /// <summary>The newest checkpoint; null before the first.</summary>
    /// <param name="stop">Cancels.</param>
    public async Task<IssuedCheckpoint?> Last(CancellationToken stop) => (await Read("order by number desc limit 1", stop)).FirstOrDefault();

    /// <summary>One checkpoint.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IssuedCheckpoint?> Find(long number, CancellationToken stop) => (await Read("where number = $1", stop, number)).FirstOrDefault();

    /// <summary>The newest checkpoints before one.</summary>
    /// <param name="before">Its number.</param>
    /// <param name="daily">Only those of the archive.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="stop">Cancels.</param>
    public Task<List<IssuedCheckpoint>> Before(long before, bool daily, int most, CancellationToken stop) =>
        Read("where number < $1 and (is_daily or not $2) order by number desc limit $3", stop, before, daily, most);

    /// <summary>The checkpoints after one, the oldest first.</summary>
    /// <param name="after">Its number.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="stop">Cancels.</param>
    public Task<List<IssuedCheckpoint>> After(long after, int most, CancellationToken stop) =>
        Read("where number > $1 order by number limit $2", stop, after, most);

    /// <summary>Every public key that ever signed, with the day of its first signature.</summary>
    /// <param name="stop">Cancels.</param>
    public async Task<List<(string Key, DateTimeOffset FirstUsedAt)>> Keys(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select key, first_used_at from {AuditTables.Keys} order by first_used_at, key");
        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<(string, DateTimeOffset)>();
        while (await reader.ReadAsync(stop))
        {
            found.Add((reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1)));
        }

        return found;
    }

    private async Task<bool> Keep(IssuedCheckpoint checkpoint, CancellationToken stop)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new($"insert into {AuditTables.Keys} (key, first_used_at) select key, $2 from unnest($1) as key on conflict do nothing")
        {
            Parameters = { new() { Value = keys.Public.Select(key => key.ToString()).ToArray() }, new() { Value = checkpoint.IssuedAt } },
        });
        batch.BatchCommands.Add(new($"insert into {AuditTables.Checkpoints} ({Columns}) values ($1, $2, $3, $4, $5, $6) on conflict (number) do nothing")
        {
            Parameters =
            {
                new() { Value = checkpoint.Number },
                new() { Value = checkpoint.Size },
                new() { Value = checkpoint.Root },
                new() { Value = checkpoint.IssuedAt },
                new() { Value = checkpoint.IsDaily },
                new() { Value = checkpoint.Note },
            },
        });
        await batch.ExecuteNonQueryAsync(stop);
        return batch.BatchCommands[1].Rows == 1;
    }

    private async Task<List<IssuedCheckpoint>> Read(string which, CancellationToken stop, params object[] parameters)
    {
        await using var command = database.CreateCommand($"select {Columns} from {AuditTables.Checkpoints} {which}");
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<IssuedCheckpoint>();
        while (await reader.ReadAsync(stop))
        {
            found.Add(new(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetBoolean(4), reader.GetString(5)));
        }

        return found;
    }
}
