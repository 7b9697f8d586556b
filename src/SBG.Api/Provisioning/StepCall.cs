using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;

namespace SBG.Api.Provisioning;

/// <summary>Calls a connector within the time that an attempt has left.</summary>
internal static class StepCall
{
    /// <summary>The other side could not be asked, or its answer is none.</summary>
    public static readonly Refusal Unreachable = new("provisioning/connector-unreachable");

    /// <summary>Calls it.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="due">Which attempt.</param>
    /// <param name="poll">Whether to ask how far it is, instead of for it.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">Where what it throws is told.</param>
    /// <param name="stop">Cancels, without an outcome.</param>
    public static async Task<ConnectorOutcome> Make(
        IConnector connector, ConnectorCall call, DueWork.CarryOut due, bool poll, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        if (connector.IsTransactional)
        {
            return await Ask(connector, call, poll, stop);
        }

        var left = due.NotAfter - call.At;
        if (left <= TimeSpan.Zero)
        {
            return ConnectorOutcome.Failed(FailStep.TimedOut.Code);
        }

        using var time = new CancellationTokenSource(left < LongestTimer ? left : LongestTimer, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            return await Ask(connector, call, poll, both.Token);
        }
        catch (Exception) when (time.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return ConnectorOutcome.Failed(FailStep.TimedOut.Code);
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            Log.Failed(log, failed, connector.Name, call.Order.Id, due.StepKey);
            return ConnectorOutcome.Failed(Unreachable.Code);
        }
    }

    private static TimeSpan LongestTimer => TimeSpan.FromDays(1);

    private static Task<ConnectorOutcome> Ask(IConnector connector, ConnectorCall call, bool poll, CancellationToken stop) =>
        poll ? connector.Status(call, stop) : call.Undo ? connector.Deprovision(call, stop) : connector.Provision(call, stop);
}

/// <summary>What is logged of connectors.</summary>
internal static partial class Log
{
    /// <summary>A connector threw.</summary>
    [LoggerMessage(1, LogLevel.Warning, "Connector {Connector} failed at step {Step} of order {Order}")]
    public static partial void Failed(ILogger log, Exception failed, string connector, Guid order, string step);
}
