using System.Diagnostics;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
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
    /// <param name="vault">Reveals what a step is told.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">The log.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(
        CarryOutStep message, IDocumentSession session, Connectors connectors, Vault vault, TimeProvider clock, ILogger<CarryOutStep> log, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(connectors);
        return Ask(message, null, false, session, connectors, vault, clock, log, stop);
    }

    /// <summary>Asks how far an attempt is, and records what came of it.</summary>
    /// <param name="message">Which attempt.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="connectors">The connectors.</param>
    /// <param name="vault">Reveals what a step is told.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">The log.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(
        PollStep message, IDocumentSession session, Connectors connectors, Vault vault, TimeProvider clock, ILogger<CarryOutStep> log, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(connectors);
        return Ask(new(message.OrderId, message.StepKey, message.Attempt, message.Undo), message.Token, true, session, connectors, vault, clock, log, stop);
    }

    /// <summary>Records what the other side told by itself of an attempt that it had accepted.</summary>
    /// <param name="message">Which attempt, and what came of it.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(TellStep message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        var attempt = new CarryOutStep(message.OrderId, message.StepKey, message.Attempt, message.Undo);
        var outcome = message.Done ? ConnectorOutcome.Done : ConnectorOutcome.Failed(FailStep.ConnectorRefused.Code) with { Final = message.Final };
        return Move(session, message.OrderId, order => Told(attempt, outcome with { Words = message.Words }, null, order), clock, stop);
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

    private static async Task<OutgoingMessages> Ask(
        CarryOutStep attempt, string? token, bool poll, IDocumentSession session, Connectors connectors, Vault vault, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        var order = await session.LoadAsync<ProvisioningOrder>(attempt.OrderId, stop);
        if (order is null || DueOf(attempt, order) is not { } due)
        {
            return [];
        }

        var (progress, began) = (order.Step(attempt.StepKey)!, Stopwatch.GetTimestamp());
        var call = new ConnectorCall(await Told(order, progress.Step, vault, stop), progress, session, clock.Now(), attempt.Undo, token);
        var outcome = await StepCall.Make(connectors[progress.Step.Connector], call, due, poll, clock, log, stop);
        return outcome.Answer == ConnectorAnswer.Waiting
            ? Watched(attempt, outcome, poll ? null : due, clock.Now())
            : await Move(session, order.Id, current => Told(attempt, outcome, Stopwatch.GetElapsedTime(began), current), clock, stop);
    }

    private static DueWork.CarryOut? DueOf(CarryOutStep message, ProvisioningOrder order) =>
        DueWork.Of(order).OfType<DueWork.CarryOut>()
            .FirstOrDefault(due => due.StepKey == message.StepKey && due.Attempt == message.Attempt && due.Undo == message.Undo);

    // A step that names sealed answers is told them; nothing of it is stored.
    private static async ValueTask<ProvisioningOrder> Told(ProvisioningOrder order, OrderStep step, Vault vault, CancellationToken stop) =>
        step.Uses is { } uses && order.Options.Any(option => option.Value is OptionValue.Secret && uses.Contains(option.Key))
            ? order with { Options = await vault.InClear(order.Options, stop) }
            : order;

    private static Decision<ProvisioningOrder> Told(CarryOutStep message, ConnectorOutcome outcome, TimeSpan? took, ProvisioningOrder order) =>
        outcome.Answer == ConnectorAnswer.Done
            ? CompleteStep.Decide(new(message.StepKey, message.Attempt, outcome.Words, took, message.Undo), order)
            : FailStep.Decide(new(message.StepKey, message.Attempt, outcome.FailureCode!, outcome.Final, null, outcome.Words, took, message.Undo, outcome.RetryAfter, outcome.Cleared), order);

    // Somebody will tell, or the other side is asked; or the time is up, which is watched since the attempt was made.
    private static OutgoingMessages Watched(CarryOutStep attempt, ConnectorOutcome outcome, DueWork.CarryOut? due, DateTimeOffset now)
    {
        var messages = new OutgoingMessages();
        if (due is not null)
        {
            messages.Schedule(new TimeOutStep(attempt.OrderId, attempt.StepKey, attempt.Attempt, attempt.Undo), due.NotAfter);
        }

        if (outcome.PollAfter is { } wait)
        {
            messages.Schedule(new PollStep(attempt.OrderId, attempt.StepKey, attempt.Attempt, attempt.Undo, outcome.Token), now + wait);
        }

        return messages;
    }
}
