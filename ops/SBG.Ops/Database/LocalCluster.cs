using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Npgsql;

namespace SBG.Ops.Database;

/// <summary>A private cluster of local binaries: loopback only, a free port, an unprivileged user when we are root.</summary>
internal static class LocalCluster
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<PostgresServer> Start(string binaries, string data, ServerUse use, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new OpsException("On Windows, name a PostgreSQL server in " + PostgresFinder.Variable + " or start Docker.");
        }

        var user = Unprivileged.User();
        var folder = await Unprivileged.Folder(data, user, cancel);
        await StopOrphan(folder, cancel);
        if (!File.Exists(Path.Combine(folder, "PG_VERSION")))
        {
            await Initialise(binaries, folder, user, cancel);
        }

        for (var attempt = 1; ; attempt++)
        {
            var port = Ports.Free();
            var server = Process.Start(Command(binaries, folder, port, use, user)) ?? throw new OpsException("PostgreSQL cannot be started.");
            var log = Drain(server);
            var connection = $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres;Maximum Pool Size=60";
            if (await Answers(connection, server, cancel))
            {
                return new(connection, $"a private cluster in {folder}", () => Stop(server));
            }

            await Stop(server);
            if (attempt == 3)
            {
                throw new OpsException("PostgreSQL does not start: " + string.Join(' ', log.TakeLast(5)));
            }
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task Initialise(string binaries, string folder, string? user, CancellationToken cancel)
    {
        var made = await Shell.Run(
            Unprivileged.As(user, Path.Combine(binaries, "initdb"), "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"), cancel);
        if (made.Code != 0)
        {
            // Some systems have no C.UTF-8.
            made = await Shell.Run(Unprivileged.As(user, Path.Combine(binaries, "initdb"), "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C"), cancel);
        }

        if (made.Code != 0)
        {
            throw new OpsException("PostgreSQL's data folder cannot be made: " + made.Output);
        }
    }

    private static ProcessStartInfo Command(string binaries, string folder, int port, ServerUse use, string? user)
    {
        List<string> arguments =
        [
            "-D", folder, "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "max_connections=300", "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "log_min_messages=error",
        ];
        if (use == ServerUse.Tests)
        {
            arguments.AddRange(["-c", "fsync=off", "-c", "full_page_writes=off"]);
        }

        var start = Unprivileged.As(user, Path.Combine(binaries, "postgres"), [.. arguments]);
        if (File.Exists("/usr/bin/setsid"))
        {
            // Out of the terminal's group: Ctrl-C is ours to hand on, after the service has stopped.
            start.ArgumentList.Insert(0, start.FileName);
            start.FileName = "/usr/bin/setsid";
        }

        (start.RedirectStandardError, start.RedirectStandardOutput, start.RedirectStandardInput) = (true, true, true);
        return start;
    }

    private static List<string> Drain(Process server)
    {
        var log = new List<string>();
        void Keep(object? _, DataReceivedEventArgs told)
        {
            if (told.Data is { } line)
            {
                lock (log)
                {
                    log.Add(line);
                    if (log.Count > 50)
                    {
                        log.RemoveAt(0);
                    }
                }
            }
        }

        server.OutputDataReceived += Keep;
        server.ErrorDataReceived += Keep;
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return log;
    }

    private static async Task<bool> Answers(string connectionString, Process server, CancellationToken cancel)
    {
        var until = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!server.HasExited && until.Elapsed < Patience && await tick.WaitForNextTickAsync(cancel))
        {
            try
            {
                await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 1, Pooling = false }.ConnectionString);
                await connection.OpenAsync(cancel);
                return true;
            }
            catch (NpgsqlException)
            {
                // Not yet.
            }
        }

        return false;
    }

    /// <summary>A server of this folder that outlived whoever started it (which was killed) is stopped; its data are whole.</summary>
    internal static async Task StopOrphan(string folder, CancellationToken cancel)
    {
        // When it is gone, PostgreSQL itself sees that its file is stale.
        using var orphan = await Orphan.Find(Path.Combine(folder, "postmaster.pid"), $"-D {folder} ", cancel);
        if (orphan is not null)
        {
            await Stop(orphan);
        }
    }

    private static async ValueTask Stop(Process server)
    {
        if (!server.HasExited)
        {
            Signal.Interrupt(server.Id); // a fast shutdown: open transactions are rolled back, the rest is written
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await server.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                server.Kill();
            }
        }
    }
}
