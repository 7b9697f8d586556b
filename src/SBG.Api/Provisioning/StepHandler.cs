using System.Diagnostics;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Provisioning;

/// <summary>
/// Carries an order from step to step. Each message is one transaction: the beginning of an attempt is on record before a connector is
/// called; its outcome, the beginning of what comes next and the messages for it commit together; what was lost by a crash is delivered again and
/// finds in the order's state whether there is still something to do. The steps of one order that run side by side write their outcomes in turn.
/// </summary>
public static class StepHandler
{
    /// <summary>Begins an attempt after a wait.</summary>
    /// <param name="message">Which.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(BeginStep message, IDocumentSession session, TimeProvider clock, CancellationToken stop) =>
        Move(session, message.OrderId, order => StartStep.Decide(new(message.StepKey, message.Attempt, message.Undo), order), clock, stop);

    /// <summary>Calls the connector and records what came of it.</summary>
    /// <param name="message">Which attempt.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="connectors">The connectors.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">The log.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(
        CarryOutStep message, IDocumentSession session, Connectors connectors, TimeProvider clock, ILogger<CarryOutStep> log, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(connectors);
        var order = await session.LoadAsync<ProvisioningOrder>(message.OrderId, stop);
        if (order is null || DueOf(message, order) is not { } due)
        {
            return [];
        }

        var (progress, began) = (order.Step(message.StepKey)!, Stopwatch.GetTimestamp());
        var outcome = await StepCall.Make(connectors[progress.Step.Connector], new(order, progress, session, clock.Now()), due, clock, log, stop);
        return outcome.Answer == ConnectorAnswer.Waiting
            ? Watched(message, due)
            : await Move(session, order.Id, current => Told(message, outcome, Stopwatch.GetElapsedTime(began), current), clock, stop);
    }

    /// <summary>Fails an attempt that has no outcome in time.</summary>
    /// <param name="message">Which attempt.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(TimeOutStep message, IDocumentSession session, TimeProvider clock, CancellationToken stop) =>
        Move(
            session, message.OrderId, order => FailStep.Decide(new(message.StepKey, message.Attempt, FailStep.TimedOut.Code, Undo: message.Undo), order), clock, stop);

    /// <summary>Decides on an order while others wait, and sends what is due since then.</summary>
    internal static async Task<OutgoingMessages> Move(
        IDocumentSession session, Guid orderId, Func<ProvisioningOrder, Decision<ProvisioningOrder>> decide, TimeProvider clock, CancellationToken stop)
    {
        if (await session.FetchExclusively<ProvisioningOrder>(session.TenantId, orderId, stop) is not { State: { } before } stream)
        {
            return [];
        }

        // What was due before was sent with the events that made it due.
        stream.Record(decide(before), clock.Now());
        return DueMessages.Since(before, stream.State!);
    }

    private static DueWork.CarryOut? DueOf(CarryOutStep message, ProvisioningOrder order) =>
        DueWork.Of(order).OfType<DueWork.CarryOut>()
            .FirstOrDefault(due => due.StepKey == message.StepKey && due.Attempt == message.Attempt && due.Undo == message.Undo);

    private static Decision<ProvisioningOrder> Told(CarryOutStep message, ConnectorOutcome outcome, TimeSpan took, ProvisioningOrder order) =>
        outcome.Answer == ConnectorAnswer.Done
            ? CompleteStep.Decide(new(message.StepKey, message.Attempt, outcome.Words, took, message.Undo), order)
            : FailStep.Decide(new(message.StepKey, message.Attempt, outcome.FailureCode!, Answer: outcome.Words, Duration: took, Undo: message.Undo), order);

    // Somebody will tell, or the time is up.
    private static OutgoingMessages Watched(CarryOutStep message, DueWork.CarryOut due)
    {
        var messages = new OutgoingMessages();
        messages.Schedule(new TimeOutStep(message.OrderId, message.StepKey, message.Attempt, message.Undo), due.NotAfter);
        return messages;
    }
}
