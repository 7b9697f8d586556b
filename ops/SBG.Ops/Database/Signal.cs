using System.Runtime.InteropServices;

namespace SBG.Ops.Database;

/// <summary>Signals that .NET has no method for.</summary>
public static class Signal
{
    /// <summary>Asks a process to stop, as Ctrl-C does.</summary>
    /// <param name="processId">A process that we started.</param>
    public static void Interrupt(int processId) => _ = Kill(processId, 2);

    /// <summary>Asks a process to end; unlike an interrupt, never ignored by a process of the background.</summary>
    /// <param name="processId">A process that we started.</param>
    public static void Terminate(int processId) => _ = Kill(processId, 15);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
