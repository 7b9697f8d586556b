using Marten;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Billing;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Lifecycle;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue.Lifecycle;

/// <summary>The life of an offer: proposed by one service manager, reviewed by another, tried by named clients, published, retired.</summary>
internal static class LifecycleEndpoints
{
    /// <summary>A pilot names a client that does not exist.</summary>
    public static readonly Refusal UnknownClient = new("catalogue/unknown-client");

    /// <summary>The provider's zone: a version is priced on its day there.</summary>
    private static readonly DateTimeZone Quebec = DateTimeZoneProviders.Tzdb["America/Toronto"];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/offers/{offerId:guid}/propose", Propose).Changes<OfferView>("ProposeOffer", "Propose the draft for review by someone else.", Role.ServiceManager);
        api.MapPost("/v1/offers/{offerId:guid}/approve", Approve)
            .Changes<OfferView>("ApproveOffer", "Approve the draft that someone else proposed: it can be tried and published as it is.", Role.ServiceManager);
        api.MapPost("/v1/offers/{offerId:guid}/send-back", SendBack).Changes<OfferView>("SendBackOffer", "Send the draft back that someone else proposed.", Role.ServiceManager);
        api.MapPost("/v1/offers/{offerId:guid}/pilot", Pilot)
            .Changes<OfferView>("PilotOffer", "Let named clients order the reviewed draft before the others, or change who they are.", Role.ServiceManager);
        api.MapPost("/v1/offers/{offerId:guid}/end-pilot", EndPilot).Changes<OfferView>("EndOfferPilot", "Take the version from those who try it.", Role.ServiceManager);
        api.MapPost("/v1/offers/{offerId:guid}/publish", Publish)
            .Changes<OfferView>("PublishOffer", "Publish the reviewed draft as an immutable version, at the price in force: now, or at an instant to come.", Role.ServiceManager);
        api.MapPost("/v1/offers/{offerId:guid}/withdraw-publication", WithdrawPublication)
            .Changes<OfferView>("WithdrawOfferPublication", "Call off a publication that is awaited.", Role.ServiceManager);
        api.MapPost("/v1/offers/{offerId:guid}/retire", Retire)
            .Changes<OfferView>("RetireOffer", "Take the offer out of the catalogue, now or at an instant to come.", Role.ServiceManager);
        api.MapPost("/v1/offers/{offerId:guid}/withdraw-retirement", WithdrawRetirement)
            .Changes<OfferView>("WithdrawOfferRetirement", "Call off a retirement that is awaited.", Role.ServiceManager);
    }

    private static Task<IResult> Propose(Guid offerId, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        Change(offerId, offer => ProposeOffer.Decide(offer, recorder.Actor), recorder, rendering, stop);

    private static Task<IResult> Approve(Guid offerId, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        Change(offerId, offer => ReviewOffer.Approve(offer, recorder.Actor), recorder, rendering, stop);

    private static async Task<IResult> SendBack(Guid offerId, SendBackOfferBody body, Recorder recorder, OfferRendering rendering, Vault vault, CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await Change(offerId, offer => ReviewOffer.SendBack(offer, recorder.Actor, reason), recorder, rendering, stop);
    }

    private static Task<IResult> Pilot(Guid offerId, PilotOfferBody body, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        Priced(offerId, recorder.Now, (offer, price) => SBG.Domain.Catalogue.Lifecycle.PilotOffer.Decide(new([.. body.Clients]), offer, price), recorder, rendering, stop, body.Clients);

    private static Task<IResult> EndPilot(Guid offerId, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        Change(offerId, SBG.Domain.Catalogue.Lifecycle.EndPilot.Decide, recorder, rendering, stop);

    private static Task<IResult> Publish(Guid offerId, PublishOfferBody? body, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        Priced(offerId, body?.At ?? recorder.Now, (offer, price) => PublishOffer.Decide(new(body?.At), offer, price, recorder.Now), recorder, rendering, stop);

    private static Task<IResult> WithdrawPublication(Guid offerId, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        Change(offerId, offer => AwaitedPublication.Withdraw(offer, recorder.Now), recorder, rendering, stop);

    private static Task<IResult> Retire(Guid offerId, RetireOfferBody? body, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        Change(offerId, offer => RetireOffer.Decide(new(body?.At), offer, recorder.Now), recorder, rendering, stop);

    private static Task<IResult> WithdrawRetirement(Guid offerId, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        Change(offerId, offer => RetireOffer.Withdraw(offer, recorder.Now), recorder, rendering, stop);

    private static Task<IResult> Change(Guid offerId, Func<Offer, Decision<Offer>> decide, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        recorder.Change(Tenant.Provider, offerId, decide, offer => rendering.View(offer, recorder.Actor, stop), stop);

    private static Task<IResult> Priced(
        Guid offerId,
        DateTimeOffset day,
        Func<Offer, PriceVersion?, Decision<Offer>> decide,
        Recorder recorder,
        OfferRendering rendering,
        CancellationToken stop,
        IReadOnlyList<string>? clients = null) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var offer = await recorder.Fetch<Offer>(session, offerId, stop);
            await DemandKnown(session, clients ?? [], stop);
            var plan = await session.LoadAsync<PricePlan>(offer.State!.Draft.PricePlanId, stop);
            var price = plan?.On(LocalDay.Of(day, Quebec));
            Recorder.Demand(offer.Record(decide(offer.State!, price), recorder.Now, new(Versions: price is null ? null : $"price={price.Number}")));
            return Answer.Ok(await rendering.View(offer.State!, recorder.Actor, stop), offer.Version);
        }, stop);

    private static async Task DemandKnown(IDocumentSession session, IReadOnlyList<string> clients, CancellationToken stop)
    {
        foreach (var code in clients)
        {
            Recorder.Demand(await session.ForTenant(code).LoadAsync<Client>(Client.StreamOf(code), stop) is null ? UnknownClient.With("client", code) : null);
        }
    }
}
