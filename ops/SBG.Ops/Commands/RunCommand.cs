using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using SBG.Ops.Database;

namespace SBG.Ops.Commands;

/// <summary>Runs the service on an embedded default until Ctrl-C.</summary>
internal static class RunCommand
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var options = new Options(arguments, ["--port", "--data"], ["--reset", "--empty"]);
        if (!ushort.TryParse(options["--port"] ?? "8080", CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            throw new OpsException("--port takes a number from 1 to 65535.");
        }

        // A folder for each port: two instances side by side share nothing.
        var data = Path.GetFullPath(options["--data"] ?? Repository.Below(".sbg", "run-" + port.ToString(CultureInfo.InvariantCulture)));
        Directory.CreateDirectory(data);
        await using var mine = Lock(data);
        await Service.StopOrphan(data, stop);
        DemandFree(port);
        await using var server = await PostgresFinder.FindOrStart(Path.Combine(data, "postgres"), ServerUse.Service, Console.WriteLine, stop);
        var given = Environment.GetEnvironmentVariable(PostgresFinder.Variable) is { Length: > 0 } told ? told : null;
        var database = given ?? await server.Database("sbg", stop);

        // The demonstration was cut short: half of it explains nothing, so a database of our own starts anew.
        var unfinished = Path.Combine(data, "demonstration.unfinished");
        if (options.Has("--reset") || (given is null && File.Exists(unfinished)))
        {
            await PostgresServer.Empty(database, stop);
            File.Delete(unfinished);
        }

        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        await using var service = Service.Start(url, database, data, quiet: false, ("Logging__LogLevel__Default", "Warning"));
        await service.Ready(stop);
        if (!options.Has("--empty") && await IsEmpty(database, stop))
        {
            Console.WriteLine("Making the demonstration's data through the public API ...");
            await File.WriteAllTextAsync(unfinished, string.Empty, stop);
            if (await DemoCommand.Tell(url, quiet: true) != 0)
            {
                throw new OpsException("The demonstration's data could not be made.");
            }

            File.Delete(unfinished);
        }

        Tell(url, server);
        await service.Process.WaitForExitAsync(stop);
        return stop.IsCancellationRequested ? 0 : service.Process.ExitCode;
    }

    private static void Tell(Uri url, PostgresServer server) => Console.WriteLine($"""

        SBG on {server.Origin}.
          Portal               {url}portail
          API, tried by hand   {url}swagger
          OpenAPI document     {url}openapi/v1.json
          Problems             {url}problems
          Health, metrics      {url}health/ready  {url}metrics
          A token              curl -s {url}connect/token -d grant_type=client_credentials -d client_id=client-manager.cegep-fjord -d client_secret=demo
          The main job         ./ops/demo --url {url}
        Ready: {url}
        """);

    private static async Task<bool> IsEmpty(string connectionString, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        await using var any = new NpgsqlCommand("select exists (select from sbg.mt_events)", connection);
        return await any.ExecuteScalarAsync(stop) is false;
    }

    private static void DemandFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException)
        {
            throw new OpsException($"Port {port} is taken: choose another with --port.");
        }
    }

    private static FileStream Lock(string data)
    {
        try
        {
            return new(Path.Combine(data, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new OpsException($"Another instance uses {data}: choose another folder with --data.");
        }
    }
}
