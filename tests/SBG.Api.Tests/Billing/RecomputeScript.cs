using System.Diagnostics;
using SBG.Ops;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>The script that recomputes an exported invoice and shares no code with the service.</summary>
internal static class RecomputeScript
{
    /// <summary>Runs it.</summary>
    /// <param name="export">The exported invoice, as JSON.</param>
    /// <returns>0 when every amount is the same, and what it printed.</returns>
    public static async Task<(int Code, string Told)> Run(string export)
    {
        var file = Path.Combine(Path.GetTempPath(), $"sbg-export-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, export, TestContext.Current.CancellationToken);
        try
        {
            using var script = Process.Start(new ProcessStartInfo("python3", [Repository.Below("ops", "recompute.py"), file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var told = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await script.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (script.ExitCode, told);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no python3 here.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
