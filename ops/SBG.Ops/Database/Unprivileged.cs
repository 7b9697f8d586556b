using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace SBG.Ops.Database;

/// <summary>PostgreSQL refuses to run as root: then it runs as a user without privileges, in a folder that this user reaches.</summary>
internal static class Unprivileged
{
    /// <summary>The user to run as; null: ourselves.</summary>
    public static string? User()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return users.Contains("postgres") ? "postgres" : users.Contains("nobody") ? "nobody" : throw new OpsException(
            "PostgreSQL does not run as root, and there is neither a user postgres nor nobody: run this as another user.");
    }

    /// <summary>A command of that user.</summary>
    public static ProcessStartInfo As(string? user, string program, params string[] arguments)
    {
        var start = user is null
            ? new ProcessStartInfo(program)
            : new ProcessStartInfo("setpriv", ["--reuid", user, "--regid", Group(user), "--clear-groups", "--", program]);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.WorkingDirectory = "/";
        return start;
    }

    /// <summary>The folder, or, where the user cannot reach it (a checkout under root's home), one that stands for it.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<string> Folder(string wanted, string? user, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(wanted);
        Directory.CreateDirectory(folder);
        if (user is null)
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return folder;
        }

        if ((await Shell.Run(As(user, "test", "-x", Path.GetDirectoryName(folder)!), cancel)).Code != 0)
        {
            Directory.Delete(folder);
            folder = StandIn(folder);
            Directory.CreateDirectory(folder);
        }

        await Shell.Demand("chown", user + ":" + Group(user), folder, cancel);
        await Shell.Demand("chmod", "700", folder, cancel);
        return folder;
    }

    /// <summary>The folder that stands for one that the user cannot reach.</summary>
    public static string StandIn(string folder) =>
        Path.Combine("/var/tmp", "sbg-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))))[..12]);

    private static string Group(string user)
    {
        var id = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] == user)[3];
        return File.ReadLines("/etc/group").Select(line => line.Split(':')).FirstOrDefault(fields => fields[2] == id)?[0] ?? id;
    }
}
