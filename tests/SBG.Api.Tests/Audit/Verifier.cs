using System.ComponentModel;
using System.Diagnostics;
using Npgsql;
using SBG.Ops;
using Xunit;

namespace SBG.Api.Tests.Audit;

/// <summary>What the offline verifier says: <c>ops/verify</c>, run as an auditor runs it.</summary>
/// <param name="Code">0: verified; 1: findings.</param>
/// <param name="Text">What it printed.</param>
internal sealed record Verifier(int Code, string Text)
{
    /// <summary>Over a read-only connection.</summary>
    public static Task<Verifier> Database(string connectionString, params string[] options)
    {
        var at = new NpgsqlConnectionStringBuilder(connectionString);
        return Run(["--database", $"host='{at.Host}' port={at.Port} user='{at.Username}' password='{at.Password}' dbname='{at.Database}'", .. options]);
    }

    /// <summary>With any arguments. Skips the test where there is neither Python nor psql.</summary>
    public static async Task<Verifier> Run(params string[] arguments)
    {
        if (!await Runs("python3") || !await Runs("psql"))
        {
            Assert.Skip("The verifier needs python3, and psql to read a database.");
        }

        return await Run("python3", [Repository.Below("ops", "verify"), .. arguments]);
    }

    private static async Task<bool> Runs(string program)
    {
        try
        {
            return (await Run(program, ["--version"])).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<Verifier> Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output + await errors);
    }
}
