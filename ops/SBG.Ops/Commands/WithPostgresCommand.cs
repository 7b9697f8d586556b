using System.Diagnostics;
using SBG.Ops.Database;

namespace SBG.Ops.Commands;

/// <summary>Runs a command with a PostgreSQL server that lives as long as it does: one server for all test projects.</summary>
internal static class WithPostgresCommand
{
    public static async Task<int> Run(IReadOnlyList<string> command, CancellationToken stop)
    {
        if (command.Count == 0)
        {
            throw new OpsException("with-postgres takes a command.");
        }

        await using var server = await PostgresFinder.ForTests(Console.WriteLine, stop);
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { Environment = { [PostgresFinder.Variable] = server.ConnectionString } })
            ?? throw new OpsException(command[0] + " cannot be started.");
        await process.WaitForExitAsync(stop);
        return process.ExitCode;
    }
}
