using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using DotNet.Testcontainers.Builders;
using Testcontainers.PostgreSql;

namespace SBG.Ops.Database;

/// <summary>PostgreSQL in a container, by Testcontainers, where a Docker engine answers.</summary>
internal static class DockerServer
{
    /// <summary>The image; <c>SBG_POSTGRES_IMAGE</c> names another, for closed networks.</summary>
    private static string Image => Environment.GetEnvironmentVariable("SBG_POSTGRES_IMAGE") is { Length: > 0 } named ? named : "postgres:17";

    public static async Task<PostgresServer?> TryStart(string data, ServerUse use, Action<string> say, CancellationToken cancel)
    {
        if (!await Answers(cancel))
        {
            return null;
        }

        say($"Starting PostgreSQL in Docker ({Image}) ...");
        try
        {
            var builder = new PostgreSqlBuilder(Image).WithDatabase("postgres").WithUsername("postgres")
                .WithCommand("-c", "max_connections=300");
            if (use == ServerUse.Service)
            {
                // A volume of its own for each data folder: kept between runs.
                var volume = "sbg-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(data))))[..12];
                builder = builder.WithVolumeMount(new VolumeBuilder().WithName(volume).WithCleanUp(false).Build(), "/var/lib/postgresql/data");
            }
            else
            {
                builder = builder.WithCommand("-c", "fsync=off");
            }

            var container = builder.Build();
            await container.StartAsync(cancel);
            return new(container.GetConnectionString(), "a container of " + Image, container.DisposeAsync);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            say("Docker answers, but the container does not start (" + failed.Message.Split('\n')[0] + "); looking for local binaries.");
            return null;
        }
    }

    private static async Task<bool> Answers(CancellationToken cancel)
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } told ? told : "unix:///var/run/docker.sock";
        if (!Uri.TryCreate(host, UriKind.Absolute, out var address) || (address.Scheme == "unix" && !File.Exists(address.LocalPath)))
        {
            return false;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using var handler = new SocketsHttpHandler
            {
                ConnectCallback = async (context, stop) =>
                {
                    var socket = address.Scheme == "unix" ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
                    await (address.Scheme == "unix"
                        ? socket.ConnectAsync(new UnixDomainSocketEndPoint(address.LocalPath), stop)
                        : socket.ConnectAsync(address.Host, address.Port, stop));
                    return new NetworkStream(socket, ownsSocket: true);
                },
            };
            using var client = new HttpClient(handler);
            using var answer = await client.GetAsync(new Uri("http://docker/_ping"), patience.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
