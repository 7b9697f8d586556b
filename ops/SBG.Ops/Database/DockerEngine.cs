using System.Net;
using System.Net.Sockets;

namespace SBG.Ops.Database;

/// <summary>The little that is asked of a Docker engine beside Testcontainers.</summary>
internal sealed class DockerEngine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly HttpClient _client;

    private DockerEngine(Uri address) => _client = new(new SocketsHttpHandler
    {
        ConnectTimeout = Patience,
        ConnectCallback = async (_, stop) =>
        {
            EndPoint engine = address.Scheme == "unix" ? new UnixDomainSocketEndPoint(address.LocalPath) : new DnsEndPoint(address.Host, address.Port);
            var socket = address.Scheme == "unix" ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(engine, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new("http://docker/"),
    };

    /// <summary>The engine that <c>DOCKER_HOST</c> names, or the system's.</summary>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Null when none answers within two seconds.</returns>
    public static async Task<DockerEngine?> Find(CancellationToken cancel)
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } told ? told : "unix:///var/run/docker.sock";
        if (!Uri.TryCreate(host, UriKind.Absolute, out var address) || (address.Scheme == "unix" && !File.Exists(address.LocalPath)))
        {
            return null;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var engine = new DockerEngine(address);
        try
        {
            using var answer = await engine._client.GetAsync(new Uri("_ping", UriKind.Relative), patience.Token);
            if (answer.IsSuccessStatusCode)
            {
                return engine;
            }
        }
        catch (Exception away) when (away is HttpRequestException or SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            // There is none.
        }

        engine.Dispose();
        return null;
    }

    /// <summary>Stops and removes a container, when there is one of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task Remove(string name, CancellationToken cancel)
    {
        using var stopped = await _client.PostAsync(new Uri($"containers/{name}/stop?t=20", UriKind.Relative), null, cancel);
        using var removed = await _client.DeleteAsync(new Uri($"containers/{name}?force=true", UriKind.Relative), cancel);
        if (!removed.IsSuccessStatusCode && removed.StatusCode != HttpStatusCode.NotFound)
        {
            throw new OpsException($"The container {name} of an earlier run cannot be removed: {await removed.Content.ReadAsStringAsync(cancel)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
