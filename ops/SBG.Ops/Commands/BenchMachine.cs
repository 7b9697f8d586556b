using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace SBG.Ops.Commands;

/// <summary>What it was measured on.</summary>
/// <param name="Cpu">The processor's model.</param>
/// <param name="Cores">How many.</param>
/// <param name="MemoryGb">Memory, in 10^9 bytes.</param>
/// <param name="Dotnet">The runtime.</param>
/// <param name="Postgres">The server.</param>
/// <param name="At">When (UTC).</param>
internal sealed record BenchMachine(string Cpu, int Cores, double MemoryGb, string Dotnet, string Postgres, DateTimeOffset At)
{
    public static async Task<BenchMachine> Read(string database, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var version = source.CreateCommand("show server_version");
        return new(
            Model(),
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
            RuntimeInformation.FrameworkDescription,
            "PostgreSQL " + (string)(await version.ExecuteScalarAsync(stop))!,
            TimeProvider.System.GetUtcNow());
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Cpu}, {Cores} cores, {MemoryGb} GB; {Dotnet}; {Postgres}");

    private static string Model() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
