namespace SBG.Ops.Database;

/// <summary>Removes what tests leave.</summary>
public static class Scratch
{
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
}
