using Marten;
using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Api.Licences;
using SBG.Domain.Catalogue;
using SBG.Domain.Licences;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;
using Wolverine;
using Catalogued = SBG.Domain.Catalogue.Connector;

namespace SBG.Api.Provisioning;

/// <summary>Opens the order of a line by the plan of the ordered version, and sets its seats aside.</summary>
public static class OpenOrderHandler
{
    /// <summary>Handles; a line that has its order already gets no second one.</summary>
    /// <param name="message">Which line.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="offers">Published versions.</param>
    /// <param name="lifetime">How long seats are set aside.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>What the order waits for.</returns>
    public static async Task<OutgoingMessages> Handle(
        OpenOrder message, IDocumentSession session, PublishedOffers offers, ReservationLifetime lifetime, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(offers);
        ArgumentNullException.ThrowIfNull(lifetime);
        var id = ProvisioningOrder.StreamOf(message.RequestId, message.LineId);
        if (await session.Fetch<ProvisioningOrder>(id, stop) is not null)
        {
            return [];
        }

        var request = await session.LoadAsync<ServiceRequest>(message.RequestId, stop);
        var line = request!.Lines.Single(line => line.LineId == message.LineId);
        var version = await offers.Version(line.OfferId, line.OfferVersion, stop)
            ?? throw new InvalidOperationException($"Offer {line.OfferId} has no version {line.OfferVersion}.");
        var plan = DeliveryPlan.By(version.Terms, request.SupplierOf(line.LineId, version.Terms));
        await SetSeatsAside(session, id, plan.Terms, line.Quantity, clock.Now(), lifetime.Length, stop);

        var order = session.New<ProvisioningOrder>(id);
        order.Record(AcknowledgeOrder.Decide(Command(request.Id, line, plan, clock.Now()), null), clock.Now());
        var messages = DueMessages.Since(null, order.State!);
        messages.Schedule(new WatchOrder(id), WatchOrderHandler.NextLook(order.State!, clock.Now()));
        return messages;
    }

    // When too few are left, the order goes on all the same: its licence step says so, and tries again as its plan allows.
    private static async Task SetSeatsAside(IDocumentSession session, Guid orderId, OfferTerms terms, int quantity, DateTimeOffset now, TimeSpan lifetime, CancellationToken stop)
    {
        if (terms.LicencePoolId is { } poolId && await session.OpenPool(poolId, now, stop) is { } pool)
        {
            var seats = quantity * terms.Plan.Count(step => step.Connector == Catalogued.Licence);
            pool.Record(ReserveSeats.Decide(new(orderId, seats, session.TenantId, pool.Now + lifetime), pool.State));
        }
    }

    private static AcknowledgeOrder Command(Guid requestId, RequestLine line, DeliveryPlan plan, DateTimeOffset now) => new(
        requestId, line.LineId, line.OfferId, line.OfferVersion, line.BeneficiaryId, line.Quantity, line.Options, plan.Terms.LicencePoolId, plan.Terms.PricePlanId,
        [.. plan.Steps], now + plan.Terms.DeliveredWithin, plan.Supplier);
}
