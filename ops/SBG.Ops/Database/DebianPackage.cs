namespace SBG.Ops.Database;

/// <summary>Installs Debian's and Ubuntu's PostgreSQL where there is none.</summary>
internal static class DebianPackage
{
    private const string Script = """
        set -e
        export DEBIAN_FRONTEND=noninteractive
        # Only the binaries are wanted: no cluster of the system's is made or started.
        if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
          mkdir -p /etc/postgresql-common
          echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
        fi
        apt-get update -q
        apt-get install -q -y --no-install-recommends -o Dpkg::Options::=--force-confold postgresql
        """;

    public static async Task<bool> TryInstall(Action<string> say, CancellationToken cancel)
    {
        if (!File.Exists("/usr/bin/apt-get"))
        {
            return false;
        }

        var asRoot = Environment.IsPrivilegedProcess;
        if (!asRoot && (await Shell.Run(new("sudo", ["-n", "true"]), cancel)).Code != 0)
        {
            throw new OpsException("PostgreSQL is needed: `sudo apt-get install postgresql`, start Docker, or name a server in " + PostgresFinder.Variable + ".");
        }

        say("Installing PostgreSQL from the system's packages ...");
        var (code, output) = await Shell.Run(asRoot ? new("sh", ["-c", Script]) : new("sudo", ["-n", "sh", "-c", Script]), cancel);
        return code == 0 ? true : throw new OpsException("PostgreSQL cannot be installed: " + output[Math.Max(0, output.Length - 500)..]);
    }
}
