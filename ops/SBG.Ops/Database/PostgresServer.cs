using Npgsql;

namespace SBG.Ops.Database;

/// <summary>A PostgreSQL server that may be used until it is disposed.</summary>
/// <param name="connectionString">A connection of a role that may create databases.</param>
/// <param name="origin">Where it comes from, for people.</param>
/// <param name="stop">Stops it; null when it is not ours to stop.</param>
public sealed class PostgresServer(string connectionString, string origin, Func<ValueTask>? stop = null) : IAsyncDisposable
{
    /// <summary>A connection of a role that may create databases.</summary>
    public string ConnectionString { get; } = connectionString;

    /// <summary>Where it comes from, for people.</summary>
    public string Origin { get; } = origin;

    /// <summary>A database of that name, created when there is none.</summary>
    /// <param name="name">Lower-case letters, digits and underscores.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> Database(string name, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Any(character => character is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_')))
        {
            throw new ArgumentException("Not a database name.", nameof(name));
        }

        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancel);
        await using var known = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await known.ExecuteScalarAsync(cancel) is null)
        {
            await using var create = new NpgsqlCommand($"create database {name}", connection);
            await create.ExecuteNonQueryAsync(cancel);
        }

        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Removes everything of the service from a database.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task Empty(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var drop = new NpgsqlCommand("drop schema if exists sbg, wolverine cascade", connection);
        await drop.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Drops a database with whatever is connected to it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task Drop(string name, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancel);
        await using var drop = new NpgsqlCommand($"drop database if exists {name} with (force)", connection);
        await drop.ExecuteNonQueryAsync(cancel);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stop?.Invoke() ?? ValueTask.CompletedTask;
}
