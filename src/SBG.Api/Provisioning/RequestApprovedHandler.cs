using JasperFx.Events;
using Marten;
using SBG.Domain.Requests;
using Wolverine;

namespace SBG.Api.Provisioning;

/// <summary>An approved request is delivered: one order per line, each opened in a transaction of its own.</summary>
public static class RequestApprovedHandler
{
    /// <summary>Reacts.</summary>
    /// <param name="happened">The approval.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The messages that open the orders.</returns>
    public static async Task<OutgoingMessages> Handle(IEvent<RequestApproved> happened, IDocumentSession session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(session);
        var request = await session.LoadAsync<ServiceRequest>(happened.StreamId, stop);
        return [.. request!.Lines.Select(line => new OpenOrder(request.Id, line.LineId))];
    }
}
