using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SBG.Ops.Commands;

/// <summary>Where it is measured, and how long.</summary>
/// <param name="Database">The database of both sides.</param>
/// <param name="Data">A folder for what is needed meanwhile.</param>
/// <param name="Quick">Whether windows are short.</param>
/// <param name="Full">Whether the closing is of the size of the whole product: 200 clients, 100,000 seats, 5,000,000 reports.</param>
internal sealed record BenchPlace(string Database, string Data, bool Quick, bool Full)
{
    /// <summary>Callers at a time, on both sides.</summary>
    public const int Callers = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // One port for all starts: it is part of the issuer's name, which tokens bear.
    private readonly Uri _url = new($"http://127.0.0.1:{FreePort()}/");

    /// <summary>One measured window.</summary>
    public TimeSpan Window => TimeSpan.FromSeconds(Quick ? 3 : 10);

    /// <summary>Calls before the first window: the compiler optimises what runs often, the pools fill.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 5 : 15);

    /// <summary>Windows on each side, in turn.</summary>
    public int Rounds => Quick ? 2 : 5;

    /// <summary>Starts the service of the Release build in a process of its own.</summary>
    public Service Start() => Service.Start(_url, Database, Data, quiet: true, ("Logging__LogLevel__Default", "Warning"));

    /// <summary>Measures the service and the reference in turn, each from a checkpoint on and with nothing left to do from before.</summary>
    /// <param name="service">One window of the service.</param>
    /// <param name="reference">One window of the reference; operations per second.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyList<BenchRound>> InTurn(Func<Task<LoadFigures>> service, Func<Task<double>> reference, CancellationToken stop)
    {
        var rounds = new List<BenchRound>();
        for (var round = 0; round < Rounds; round++)
        {
            await Settle(stop);
            var ours = await service();
            await Settle(stop);
            rounds.Add(new(ours, await reference()));
            Console.WriteLine($"  {rounds[^1].Service.PerSecond,8:0} /s service   {rounds[^1].Reference,8:0} /s reference   ratio {rounds[^1].Ratio:0.000}");
        }

        return rounds;
    }

    /// <summary>Waits until the service's views have caught up, and writes what PostgreSQL holds back.</summary>
    public async Task Settle(CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        await using var behind = source.CreateCommand(
            "select exists (select from sbg.mt_event_progression where name like '%:All' and last_seq_id < (select coalesce(max(seq_id), 0) from sbg.mt_events))");
        while (await behind.ExecuteScalarAsync(patience.Token) is true)
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }

        await using var checkpoint = source.CreateCommand("checkpoint");
        await checkpoint.ExecuteNonQueryAsync(stop);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One window of each side.</summary>
/// <param name="Service">The service.</param>
/// <param name="Reference">The reference's operations per second.</param>
internal sealed record BenchRound(LoadFigures Service, double Reference)
{
    /// <summary>The service's rate over the reference's.</summary>
    public double Ratio => Service.PerSecond / Reference;
}
