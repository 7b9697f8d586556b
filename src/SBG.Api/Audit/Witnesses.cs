using System.Data;
using Npgsql;
using SBG.Projections.Audit;

namespace SBG.Api.Audit;

/// <summary>
/// Hands every checkpoint to every witness, in order, at least once. A witness that is away misses nothing: what it was told is remembered, and
/// the next round goes on there.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="checkpoints">The checkpoints.</param>
/// <param name="all">The witnesses.</param>
/// <param name="log">The log.</param>
internal sealed class Witnesses(NpgsqlDataSource database, CheckpointLog checkpoints, IEnumerable<IWitness> all, ILogger<Witnesses> log)
{
    private const int OfOneRound = 1_000;

    public async Task Tell(CancellationToken stop)
    {
        foreach (var witness in all)
        {
            try
            {
                await Tell(witness, stop);
            }
            catch (Exception away) when (away is HttpRequestException or IOException or UnauthorizedAccessException or TaskCanceledException && !stop.IsCancellationRequested)
            {
                log.LogWarning("A witness takes no checkpoint now: {Reason}", away.Message);
            }
        }
    }

    private async Task Tell(IWitness witness, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await Run(connection, $"insert into {AuditTables.Witnesses} (name, told) values ($1, 0) on conflict do nothing", stop, witness.Name);
        await using var turn = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop);
        if (await Run(connection, $"select told from {AuditTables.Witnesses} where name = $1 for update skip locked", stop, witness.Name) is not long told)
        {
            return; // another node is telling it
        }

        var before = told;
        try
        {
            foreach (var checkpoint in await checkpoints.After(told, OfOneRound, stop))
            {
                await witness.Take(checkpoint, stop);
                told = checkpoint.Number;
            }
        }
        finally
        {
            if (told != before)
            {
                await Run(connection, $"update {AuditTables.Witnesses} set told = $2 where name = $1", CancellationToken.None, witness.Name, told);
                await turn.CommitAsync(CancellationToken.None);
            }
        }
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string sql, CancellationToken stop, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteScalarAsync(stop);
    }
}
