using Npgsql;

namespace SBG.Ops.Database;

/// <summary>Finds PostgreSQL or starts one, the same for tests and for running: what was given, Docker, local binaries, Debian's package.</summary>
public static class PostgresFinder
{
    /// <summary>Names the server to use, when there is one: <c>ConnectionStrings__Sbg</c>.</summary>
    public const string Variable = "ConnectionStrings__Sbg";

    /// <summary>Finds or starts a server.</summary>
    /// <param name="data">The folder for a server of our own; kept between runs.</param>
    /// <param name="use">What it is for.</param>
    /// <param name="say">Tells people what happens.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="OpsException">There is none, and none can be started: the message says what to do.</exception>
    public static async Task<PostgresServer> FindOrStart(string data, ServerUse use, Action<string> say, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(say);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new(await Answering(given, cancel), "the server that " + Variable + " names");
        }

        if (await DockerServer.TryStart(data, use, say, cancel) is { } container)
        {
            return container;
        }

        var binaries = LocalBinaries.Find();
        if (binaries is null && await DebianPackage.TryInstall(say, cancel))
        {
            binaries = LocalBinaries.Find();
        }

        return binaries is null
            ? throw new OpsException("PostgreSQL 14 or later is needed: install it, start Docker, or name a server in " + Variable + ".")
            : await LocalCluster.Start(binaries, data, use, cancel);
    }

    /// <summary>Finds or starts a server for tests. One of our own goes with its data when it is disposed; what killed runs left goes now.</summary>
    /// <param name="say">Tells people what happens.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="OpsException">There is none, and none can be started: the message says what to do.</exception>
    public static async Task<PostgresServer> ForTests(Action<string> say, CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 })
        {
            return await FindOrStart(string.Empty, ServerUse.Tests, say, cancel);
        }

        await Scratch.Sweep(cancel);
        var scratch = Scratch.New();
        try
        {
            var server = await FindOrStart(scratch.Cluster, ServerUse.Tests, say, cancel);
            return new(server.ConnectionString, server.Origin, async () =>
            {
                await server.DisposeAsync();
                await scratch.DisposeAsync();
            });
        }
        catch
        {
            await scratch.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> Answering(string given, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(given) { Timeout = 5, Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancel);
            return given;
        }
        catch (Exception away) when (away is NpgsqlException or ArgumentException)
        {
            throw new OpsException("The server that " + Variable + " names does not answer: " + away.Message);
        }
    }
}

/// <summary>What a server is for.</summary>
public enum ServerUse
{
    /// <summary>Data that is kept: every commit reaches the disk.</summary>
    Service,

    /// <summary>Data that is thrown away: faster, and still safe when processes are killed.</summary>
    Tests,
}
