using System.Diagnostics;

namespace SBG.Ops.Database;

/// <summary>Runs a command to its end.</summary>
internal static class Shell
{
    public static async Task<(int Code, string Output)> Run(ProcessStartInfo start, CancellationToken cancel)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, (await output + await errors).Trim());
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return (127, absent.Message);
        }
    }

    public static async Task Demand(string program, string first, string second, CancellationToken cancel)
    {
        var (code, output) = await Run(new(program, [first, second]), cancel);
        if (code != 0)
        {
            throw new OpsException($"{program} {first} {second}: {output}");
        }
    }
}
