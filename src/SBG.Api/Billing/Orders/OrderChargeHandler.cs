using System.Collections.Immutable;
using JasperFx.Events;
using Marten;
using SBG.Api.Billing.Usage;
using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Domain.Billing.Invoices;
using SBG.Domain.Billing.Orders;
using SBG.Domain.Catalogue;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Orders;

/// <summary>
/// Charges what a delivered order costs beside its seats: one-off prices and paid options, by the version that was ordered. An order that is
/// cancelled or given up before it is delivered costs nothing. Told twice, or in another order, it comes to the same. It takes the turn of the
/// client's usage, so that an invoice that is being issued sees it or is over when it is recorded.
/// </summary>
public static class OrderChargeHandler
{
    /// <summary>Reacts to a delivery.</summary>
    /// <param name="happened">The delivery.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="offers">Published versions.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(IEvent<OrderCompleted> happened, IDocumentSession session, PublishedOffers offers, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(offers);
        if (await session.LoadAsync<ProvisioningOrder>(happened.Data.OrderId, stop) is not { } order
            || await offers.Version(order.OfferId, order.OfferVersion, stop) is not { } version)
        {
            return;
        }

        var id = OrderCharge.StreamOf(order.Id);
        var prices = Prices(version.Terms, order);
        var charge = await session.Fetch<OrderCharge>(id, stop);
        if (charge is null && prices.IsEmpty)
        {
            return;
        }

        await UsageKeys.TakeTurn(session, session.TenantId, stop);
        var request = await session.LoadAsync<ServiceRequest>(order.RequestId, stop);
        var beneficiary = await session.LoadAsync<Person>(order.BeneficiaryId, stop);
        charge ??= session.New<OrderCharge>(id);
        var begun = new OrderChargeBegun(
            id, order.Id, order.RequestId, order.LineId, request!.Number, order.OfferId, version.Terms.Name, order.OfferVersion,
            LocalDay.Of(version.PublishedAt, FiscalYear.Zone), order.PricePlanId, prices, beneficiary?.Unit);
        charge.Record(ChargeOrder.Decide(new(begun), charge.State), clock.Now(), new(happened.OccurredAt(), $"offer={order.OfferVersion}"));
        if (order is { Status: not OrderStatus.Completed, IsOver: true, EndedAt: { } endedAt })
        {
            charge.Record(EndOrderCharge.Decide(charge.State!), clock.Now(), new(endedAt));
        }
    }

    /// <summary>Reacts to the end of what was delivered.</summary>
    /// <param name="happened">The end.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task Handle(IEvent<OrderTerminated> happened, IDocumentSession session, TimeProvider clock, CancellationToken stop) => End(happened, session, clock, stop);

    /// <summary>Reacts to the cancellation of an order, which may have been delivered before and was being put right.</summary>
    /// <param name="happened">The cancellation.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task Handle(IEvent<OrderCancelled> happened, IDocumentSession session, TimeProvider clock, CancellationToken stop) => End(happened, session, clock, stop);

    /// <summary>Reacts to the failure of an order, which may have been delivered before and was being put right.</summary>
    /// <param name="happened">The failure.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task Handle(IEvent<OrderFailed> happened, IDocumentSession session, TimeProvider clock, CancellationToken stop) => End(happened, session, clock, stop);

    private static async Task End(IEvent happened, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        if (await session.Fetch<OrderCharge>(OrderCharge.StreamOf(happened.StreamId), stop) is { State: { } charged } charge)
        {
            await UsageKeys.TakeTurn(session, session.TenantId, stop);
            charge.Record(EndOrderCharge.Decide(charged), clock.Now(), new(happened.OccurredAt()));
        }
    }

    private static ImmutableArray<OrderPrice> Prices(OfferTerms terms, ProvisioningOrder order) =>
    [
        .. terms.OneOffPrice is { } once && once != Money.Zero ? [new OrderPrice(null, null, order.Quantity, once, Money.Zero)] : Enumerable.Empty<OrderPrice>(),
        .. from paid in terms.PaidOptions ?? []
           let times = paid.Times(order.Options)
           where times > 0m
           select new OrderPrice(paid.Option, paid.Choice, times * order.Quantity, paid.OneOff, paid.Monthly),
    ];
}
