using System.Runtime.InteropServices;
using SBG.Ops;
using SBG.Ops.Commands;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true; // we stop what we started, then ourselves
    stopping.Cancel();
};

// SIGHUP: the terminal was closed.
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var abandoned = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

try
{
    return args switch
    {
        ["bench", .. var options] => await BenchCommand.Run(options, stopping.Token),
        ["chaos", .. var options] => await ChaosCommand.Run(options, stopping.Token),
        ["demo", .. var options] => await DemoCommand.Run(options, stopping.Token),
        ["run", .. var options] => await RunCommand.Run(options, stopping.Token),
        ["with-postgres", .. var command] => await WithPostgresCommand.Run(command, stopping.Token),
        _ => throw new OpsException("Commands: run, demo, bench, chaos, with-postgres."),
    };
}
catch (Exception) when (stopping.IsCancellationRequested)
{
    // Calls under way fail when the service stops: that was asked for. Tests that were cut short did not pass.
    return args is ["run", ..] ? 0 : 130;
}
catch (OpsException told)
{
    await Console.Error.WriteLineAsync(told.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
