using System.Diagnostics;
using System.Globalization;
using SBG.Ops.Database;

namespace SBG.Ops;

/// <summary>A process that outlived the run that started it, because that run was killed.</summary>
internal static class Orphan
{
    /// <summary>Finds it.</summary>
    /// <param name="idFile">The file whose first line is its id; written when it had started.</param>
    /// <param name="mark">What its command line holds. The system gives an id again to others: those are never ours to end.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Null when it is gone.</returns>
    public static async Task<Process?> Find(string idFile, string mark, CancellationToken cancel)
    {
        if (!File.Exists(idFile) || !int.TryParse((await File.ReadAllLinesAsync(idFile, cancel)).FirstOrDefault(), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            var process = Process.GetProcessById(id);
            if (process.StartTime <= File.GetLastWriteTime(idFile).AddSeconds(5) && (await CommandLine(id, cancel)).Contains(mark, StringComparison.Ordinal))
            {
                return process;
            }

            process.Dispose();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            // Gone, or going while we look.
        }

        return null;
    }

    /// <summary>The arguments, each followed by a space.</summary>
    private static async Task<string> CommandLine(int id, CancellationToken cancel)
    {
        var file = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}/cmdline";
        return File.Exists(file)
            ? (await File.ReadAllTextAsync(file, cancel)).Replace('\0', ' ')
            : (await Shell.Run(new("ps", ["-ww", "-o", "args=", "-p", id.ToString(CultureInfo.InvariantCulture)]), cancel)).Output + ' ';
    }
}
