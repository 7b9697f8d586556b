using JasperFx.Events;
using Marten;
using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Requests;

/// <summary>A line says what its delivery was changed to.</summary>
public static class OrderChangedHandler
{
    /// <summary>Reacts.</summary>
    /// <param name="happened">The change.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="offers">Published versions.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(IEvent<OrderChanged> happened, IDocumentSession session, PublishedOffers offers, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(offers);
        var order = happened.Data;
        if (await session.FetchExclusively<ServiceRequest>(session.TenantId, order.RequestId, stop) is { } request
            && request.State!.Lines.FirstOrDefault(line => line.LineId == order.LineId) is { } line
            && await offers.Version(line.OfferId, line.OfferVersion, stop) is { } version)
        {
            request.Record(FollowOrder.Decide(new(order.LineId, order.Quantity, order.Options, version), request.State!), clock.Now());
        }
    }
}
