using System.Diagnostics;
using SBG.Ops;

namespace SBG.Testing;

/// <summary>Another node of a service: a process of its own on the same database, which can be killed.</summary>
public sealed class OtherNode : IAsyncDisposable
{
    private readonly Process _process;

    private OtherNode(Process process, Uri url) => (_process, Http) = (process, new() { BaseAddress = url });

    /// <summary>Reaches this node.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts one and waits until it serves.</summary>
    /// <param name="settings">Its settings, as environment variables.</param>
    internal static async Task<OtherNode> Start(IReadOnlyDictionary<string, string> settings)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SBG.Api.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = url.ToString();
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var node = new OtherNode(Process.Start(start)!, url);
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await Service.IsReady(node.Http, url, patience.Token))
        {
            await tick.WaitForNextTickAsync(patience.Token);
        }

        return node;
    }

    /// <summary>Kills it: nothing that it does goes on.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
        Http.Dispose();
    }
}
