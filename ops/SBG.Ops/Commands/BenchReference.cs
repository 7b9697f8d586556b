using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using SBG.Ops.Database;

namespace SBG.Ops.Commands;

/// <summary>What the same PostgreSQL does without the service: pgbench with one statement.</summary>
/// <param name="place">Where.</param>
/// <param name="name">Of the script's file.</param>
/// <param name="protocol"><c>simple</c>, as pgbench does by default, or <c>prepared</c>.</param>
/// <param name="script">One statement.</param>
internal sealed partial class BenchReference(BenchPlace place, string name, string protocol, string script)
{
    /// <summary>What is run, for people.</summary>
    public string Told => $"pgbench -n -c {BenchPlace.Callers} -j 2 -M {protocol} -T {place.Window.TotalSeconds:0}: {script}";

    /// <summary>Runs it for one window.</summary>
    /// <param name="stop">Cancels.</param>
    /// <returns>Transactions per second, without the time to connect.</returns>
    public async Task<double> Run(CancellationToken stop)
    {
        var file = Path.Combine(place.Data, name + ".sql");
        await File.WriteAllTextAsync(file, script + ";\n", stop);
        var to = new NpgsqlConnectionStringBuilder(place.Database);
        var start = new System.Diagnostics.ProcessStartInfo(Find(),
        [
            "-n", "-c", Number(BenchPlace.Callers), "-j", "2", "-M", protocol, "-T", Number((int)place.Window.TotalSeconds), "-f", file,
            "-h", to.Host!, "-p", Number(to.Port), "-U", to.Username!, to.Database!,
        ]);
        start.Environment["PGPASSWORD"] = to.Password;
        var (code, output) = await Shell.Run(start, stop);
        return code == 0 && Rate().Match(output) is { Success: true } rate
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new OpsException("pgbench failed: " + output);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Prepend(LocalBinaries.Find() ?? "/usr/bin").Select(folder => Path.Combine(folder, "pgbench")).FirstOrDefault(File.Exists)
            ?? throw new OpsException("pgbench is needed; it comes with PostgreSQL (Debian: the packages postgresql and postgresql-contrib).");
    }

    [GeneratedRegex(@"tps = ([0-9.]+) \(without")]
    private static partial Regex Rate();
}
