namespace SBG.Ops.Database;

/// <summary>Where PostgreSQL's server binaries are on this machine.</summary>
internal static class LocalBinaries
{
    /// <summary>The folder of the newest ones.</summary>
    /// <returns>Null when there are none.</returns>
    public static string? Find()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return onPath.Concat(Installed("/usr/lib/postgresql", "bin")).Concat(Installed("/opt/homebrew/opt", "bin", "postgresql@*"))
            .Concat(Installed("/usr/local/opt", "bin", "postgresql@*")).Concat(Installed("/usr", "bin", "pgsql-*"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb")));
    }

    private static IEnumerable<string> Installed(string parent, string below, string pattern = "*") =>
        Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern).OrderByDescending(Version).Select(folder => Path.Combine(folder, below))
            : [];

    private static int Version(string folder) =>
        int.TryParse(Path.GetFileName(folder).Split('@', '-')[^1], out var number) ? number : 0;
}
