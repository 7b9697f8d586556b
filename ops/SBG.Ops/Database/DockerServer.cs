using System.Security.Cryptography;
using System.Text;
using DotNet.Testcontainers.Builders;
using Microsoft.Extensions.Logging.Abstractions;
using Testcontainers.PostgreSql;

namespace SBG.Ops.Database;

/// <summary>PostgreSQL in a container, by Testcontainers, where a Docker engine answers.</summary>
internal static class DockerServer
{
    /// <summary>The image; <c>SBG_POSTGRES_IMAGE</c> names another, for closed networks.</summary>
    private static string Image => Environment.GetEnvironmentVariable("SBG_POSTGRES_IMAGE") is { Length: > 0 } named ? named : "postgres:17";

    public static async Task<PostgresServer?> TryStart(string data, ServerUse use, Action<string> say, CancellationToken cancel)
    {
        using var engine = await DockerEngine.Find(cancel);
        if (engine is null)
        {
            return null;
        }

        say($"Starting PostgreSQL in Docker ({Image}) ...");
        try
        {
            // Testcontainers turns these off; of two settings the later one counts. What was acknowledged survives a kill of the server, in tests, too.
            var builder = new PostgreSqlBuilder(Image).WithDatabase("postgres").WithUsername("postgres").WithLogger(NullLogger.Instance)
                .WithCommand("-c", "max_connections=300", "-c", "synchronous_commit=on");
            if (use == ServerUse.Service)
            {
                // A volume of its own for each data folder: kept between runs.
                var name = "sbg-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(data))))[..12];
                builder = builder.WithCommand("-c", "fsync=on", "-c", "full_page_writes=on").WithName(name)
                    .WithVolumeMount(new VolumeBuilder().WithName(name).WithCleanUp(false).Build(), "/var/lib/postgresql/data");

                // The container of a run that was killed may live on: two servers on one volume would spoil it.
                await engine.Remove(name, cancel);
            }

            var container = builder.Build();
            await container.StartAsync(cancel);
            return new(container.GetConnectionString(), "a container of " + Image, container.DisposeAsync);
        }
        catch (Exception failed) when (failed is not OperationCanceledException and not OpsException)
        {
            say("Docker answers, but the container does not start (" + failed.Message.Split('\n')[0] + "); looking for local binaries.");
            return null;
        }
    }
}
