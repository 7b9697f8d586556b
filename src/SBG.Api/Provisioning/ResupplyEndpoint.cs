using Marten;
using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Api.Licences;
using SBG.Api.Requests;
using SBG.Domain.Catalogue.Suppliers;
using SBG.Domain.Licences;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Suppliers;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Provisioning;

/// <summary>The exception in writing under which another supplier delivers an order that is on its way: the order and the request say so in one transaction.</summary>
internal static class ResupplyEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(ProvisioningEndpoints.Orders + "/{orderId:guid}/except-supplier", Except).Changes<OrderView>(
            "ExceptOrderSupplier", "Let another supplier deliver an order on its way: what it does otherwise is undone and done again.", ProvisioningEndpoints.Workers);

    private static async Task<IResult> Except(
        string clientId,
        Guid requestId,
        Guid orderId,
        ExceptSupplierBody body,
        Recorder recorder,
        Vault vault,
        PublishedOffers offers,
        CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var stream = await recorder.Fetch<ProvisioningOrder>(session, orderId, stop, order => order.RequestId == requestId);
            var before = stream.State!;
            Recorder.Demand(ResupplyOrder.Hindrance(before));
            var request = await session.Fetch<ServiceRequest>(requestId, stop) ?? throw new ProblemException("resource/not-found");
            var terms = (await offers.Version(before.OfferId, before.OfferVersion, stop))!.Terms;
            Recorder.Demand(request.Record(ExceptSupplier.Decide(new(before.LineId, body.Supplier, reason), request.State!, terms, recorder.Actor), recorder.Now));
            var plan = DeliveryPlan.By(terms, body.Supplier);
            var supply = new OrderSupply(plan.Supplier!, [.. plan.Steps], plan.Terms.LicencePoolId);
            await SetFree(session, before, supply, recorder.Now, stop);
            Recorder.Demand(stream.Record(ResupplyOrder.Decide(new(recorder.Actor, supply, plan.Otherwise(terms.SuppliedBy(before.Supplier?.Key)!)), before), recorder.Now));
            foreach (var message in DueMessages.Since(before, stream.State!))
            {
                await recorder.Send(message);
            }

            return Answer.Ok(await OrderView.Of(stream.State!, recorder.Actor, vault, stop), stream.Version);
        }, stop);
    }

    // Nothing is set aside in the other pool: its step takes seats when its turn comes.
    private static async Task SetFree(IDocumentSession session, ProvisioningOrder order, OrderSupply supply, DateTimeOffset now, CancellationToken stop)
    {
        if (order.LicencePoolId is { } pool && pool != supply.LicencePoolId && await session.OpenPool(pool, now, stop) is { } left)
        {
            left.Record(CancelReservation.Decide(new(order.Id), left.State));
        }
    }
}
