namespace SBG.Ops.Database;

/// <summary>A folder for a server of tests: locked while its run lives, so that what a killed run left can be told from what is in use.</summary>
public sealed class Scratch : IAsyncDisposable
{
    private const string Prefix = "test-";
    private readonly string _folder;
    private readonly FileStream _lock;

    private Scratch(string folder, FileStream held) => (_folder, _lock) = (folder, held);

    /// <summary>Where the cluster goes.</summary>
    internal string Cluster => ClusterOf(_folder);

    /// <summary>Makes one.</summary>
    internal static Scratch New()
    {
        var folder = Repository.Below(".sbg", Prefix + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(folder);
        return new(folder, Hold(folder));
    }

    /// <summary>Stops and removes what killed runs left.</summary>
    /// <param name="cancel">Cancels.</param>
    internal static async Task Sweep(CancellationToken cancel)
    {
        var parent = Repository.Below(".sbg");
        foreach (var folder in Directory.Exists(parent) ? Directory.GetDirectories(parent, Prefix + "*") : [])
        {
            // A lock just made may not be held yet.
            if (File.GetLastWriteTimeUtc(LockOf(folder)) is var made && (made.Year < 2000 || made > DateTime.UtcNow.AddSeconds(-10)))
            {
                continue;
            }

            try
            {
                await using var held = Hold(folder);
                foreach (var cluster in new[] { ClusterOf(folder), Unprivileged.StandIn(ClusterOf(folder)) })
                {
                    await LocalCluster.StopOrphan(cluster, cancel);
                }

                await Remove(ClusterOf(folder));
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // In use, or swept by another run at this moment.
            }
        }
    }

    /// <summary>Removes a cluster's folder, wherever it stands for <paramref name="data"/>.</summary>
    /// <param name="data">The folder that was asked for.</param>
    public static async Task Remove(string data)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var folder in new[] { data, Unprivileged.StandIn(data) })
        {
            if (Directory.Exists(folder))
            {
                await Shell.Run(new("rm", ["-rf", folder]), CancellationToken.None);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Remove(Cluster);
        await _lock.DisposeAsync();
        await Remove(_folder);
    }

    private static string ClusterOf(string folder) => Path.Combine(folder, "postgres");

    private static string LockOf(string folder) => Path.Combine(folder, "lock");

    private static FileStream Hold(string folder) => new(LockOf(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
