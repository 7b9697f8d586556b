using System.Diagnostics;
using System.Globalization;
using SBG.Ops.Database;

namespace SBG.Ops;

/// <summary>The service as a process of its own, from the Release build.</summary>
public sealed class Service : IAsyncDisposable
{
    private const string IdFile = "service.pid";
    private static readonly string Binary = Repository.Below("src", "SBG.Api", "bin", "Release", "net10.0", "SBG.Api.dll");
    private readonly Process _process;

    private Service(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>Where it serves.</summary>
    public Uri Url { get; }

    /// <summary>Its process.</summary>
    public Process Process => _process;

    /// <summary>Starts it; does not wait until it serves.</summary>
    /// <param name="url">Where it shall serve.</param>
    /// <param name="connectionString">Its database.</param>
    /// <param name="data">The folder of its generated secrets.</param>
    /// <param name="quiet">Whether its log is thrown away.</param>
    /// <param name="settings">More settings, as environment variables.</param>
    public static Service Start(Uri url, string connectionString, string data, bool quiet, params ReadOnlySpan<(string Name, string Value)> settings)
    {
        ArgumentNullException.ThrowIfNull(url);
        var start = new ProcessStartInfo("dotnet", [Binary])
        {
            WorkingDirectory = Repository.Below("src", "SBG.Api"),
            RedirectStandardOutput = quiet,
            RedirectStandardError = quiet,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = url.ToString();
        start.Environment["ConnectionStrings__Sbg"] = connectionString;
        start.Environment["Identity__Issuer"] = url.ToString();
        start.Environment["Development__SecretsFile"] = Path.Combine(data, "secrets.json");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new OpsException("The service cannot be started.");
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(data, IdFile), process.Id.ToString(CultureInfo.InvariantCulture));
        if (quiet)
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        return new(process, url);
    }

    /// <summary>Waits until it serves.</summary>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="OpsException">It ended, or it does not serve within two minutes.</exception>
    public async Task Ready(CancellationToken cancel)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        var since = Stopwatch.StartNew();
        while (await tick.WaitForNextTickAsync(cancel))
        {
            if (_process.HasExited)
            {
                throw new OpsException($"The service ended with code {_process.ExitCode}.");
            }

            if (await IsReady(client, Url, cancel))
            {
                return;
            }

            if (since.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new OpsException("The service is not ready after two minutes.");
            }
        }
    }

    /// <summary>Whether a service serves.</summary>
    /// <param name="client">The client.</param>
    /// <param name="url">Where.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<bool> IsReady(HttpClient client, Uri url, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(client);
        try
        {
            using var answer = await client.GetAsync(new Uri(url, "/health/ready"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Stops the service of a run that was killed.</summary>
    /// <param name="data">The run's folder.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task StopOrphan(string data, CancellationToken cancel)
    {
        using var orphan = await Orphan.Find(Path.Combine(data, IdFile), Binary, cancel);
        if (orphan is not null)
        {
            await Stop(orphan);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop(_process);
        _process.Dispose();
    }

    private static async Task Stop(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        Signal.Terminate(process.Id);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
    }
}
