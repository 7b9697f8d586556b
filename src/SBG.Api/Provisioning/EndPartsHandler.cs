using JasperFx.Events;
using Marten;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using Wolverine;

namespace SBG.Api.Provisioning;

/// <summary>Who gives up a bundle gives up its parts: what was delivered of them ends, what is on its way is called back. Each is an order of its own.</summary>
public static class EndPartsHandler
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Reacts to the end of any order.</summary>
    /// <param name="happened">What is undone, and why.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(IEvent<UndoPlanned> happened, IDocumentSession session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(session);
        if (happened.Data is not { Cause: UndoCause.Terminated, PlannedBy: { } by })
        {
            return [];
        }

        var order = (await session.LoadAsync<ProvisioningOrder>(happened.Data.OrderId, stop))!;
        var request = (await session.LoadAsync<ServiceRequest>(order.RequestId, stop))!;
        return [.. request.PartsOf(order.LineId).Select(part => new EndPart(ProvisioningOrder.StreamOf(request.Id, part.LineId), by))];
    }

    /// <summary>Gives up one part; one that is over already stays as it is.</summary>
    /// <param name="message">Which.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(EndPart message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        if (await session.LoadAsync<ProvisioningOrder>(message.OrderId, stop) is null)
        {
            var messages = new OutgoingMessages();
            messages.Delay(message, Soon); // its line was approved with the others, and is opened yet
            return messages;
        }

        var actor = new Actor(message.By, session.TenantId, []);
        return await StepHandler.Move(
            session, message.OrderId, order => order.Status == OrderStatus.Completed ? TerminateOrder.Decide(new(actor), order) : CancelOrder.Decide(new(actor), order), clock, stop);
    }
}
