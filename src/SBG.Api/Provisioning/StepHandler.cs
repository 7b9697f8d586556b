using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Provisioning;

/// <summary>
/// Carries an order from step to step. Each message is one transaction: the beginning of an attempt is on record before a connector is
/// called, the outcome and the messages for what comes next commit together, and what was lost by a crash is delivered again and finds in the
/// order's state whether there is still something to do.
/// </summary>
public static class StepHandler
{
    /// <summary>Begins an attempt.</summary>
    /// <param name="message">Which.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(BeginStep message, IDocumentSession session, TimeProvider clock, CancellationToken stop) =>
        Move(session, message.OrderId, order => StartStep.Decide(new(message.StepKey, message.Attempt), order), clock, stop);

    /// <summary>Calls the connector and records what came of it.</summary>
    /// <param name="message">Which attempt.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="connectors">The connectors.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(
        CarryOutStep message, IDocumentSession session, Connectors connectors, TimeProvider clock, CancellationToken stop)
    {
        var stream = await session.Fetch<ProvisioningOrder>(message.OrderId, stop);
        if (stream?.State is not { } order || !order.Awaits(message.StepKey, message.Attempt))
        {
            return [];
        }

        var progress = order.Step(message.StepKey)!;
        var outcome = await connectors[progress.Step.Connector].Provision(new(order, progress, session, clock.Now()), stop);
        return outcome.Answer switch
        {
            ConnectorAnswer.Done => Record(stream, CompleteStep.Decide(new(message.StepKey, message.Attempt), order), clock),
            ConnectorAnswer.Failed => Record(stream, FailStep.Decide(new(message.StepKey, message.Attempt, outcome.FailureCode!), order), clock),
            _ => [],
        };
    }

    /// <summary>Fails an attempt that has no outcome in time.</summary>
    /// <param name="message">Which attempt.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(TimeOutStep message, IDocumentSession session, TimeProvider clock, CancellationToken stop) =>
        Move(session, message.OrderId, order => FailStep.Decide(new(message.StepKey, message.Attempt, FailStep.TimedOut.Code), order), clock, stop);

    private static async Task<OutgoingMessages> Move(
        IDocumentSession session, Guid orderId, Func<ProvisioningOrder, Decision<ProvisioningOrder>> decide, TimeProvider clock, CancellationToken stop) =>
        await session.Fetch<ProvisioningOrder>(orderId, stop) is { } stream ? Record(stream, decide(stream.State!), clock) : [];

    private static OutgoingMessages Record(Writing<ProvisioningOrder> stream, Decision<ProvisioningOrder> decision, TimeProvider clock)
    {
        stream.Record(decision, clock.Now());

        // What is due was already sent with the events that made it due.
        return decision.Events.IsEmpty ? [] : DueMessages.Of(stream.State!);
    }
}
