using System.Net;
using System.Net.Sockets;

namespace SBG.Testing;

/// <summary>A line to a server that can be frozen: connections stay open and are accepted, and nothing comes through.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly string _host;
    private readonly int _port;
    private volatile TaskCompletionSource _flowing = Flowing();

    /// <summary>Opens the line.</summary>
    /// <param name="host">The server.</param>
    /// <param name="port">Its port.</param>
    public Relay(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _ = Accept();
    }

    /// <summary>Where the line begins.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Nothing comes through any more, in either direction.</summary>
    public void Freeze() => _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All that was held comes through, and what follows.</summary>
    public void Thaw() => _flowing.TrySetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Thaw();
        _listener.Dispose();
        await _over.CancelAsync();
        _over.Dispose();
    }

    private static TaskCompletionSource Flowing()
    {
        var flowing = new TaskCompletionSource();
        flowing.SetResult();
        return flowing;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Join(await _listener.AcceptTcpClientAsync(_over.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task Join(TcpClient caller)
    {
        using (caller)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_host, _port, _over.Token);
                await Task.WhenAny(Carry(caller, server), Carry(server, caller));
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
            {
            }
        }
    }

    private async Task Carry(TcpClient from, TcpClient to)
    {
        var buffer = new byte[8192];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _over.Token) is > 0 and var count)
            {
                await _flowing.Task;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _over.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException)
        {
        }
    }
}
