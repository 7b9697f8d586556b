using Marten;
using SBG.Api.Catalogue.Forms;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Provisioning.Targets;
using SBG.Projections.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>Offers: draft, revise, read.</summary>
public static class OfferEndpoints
{
    /// <summary>The price plan that the terms name does not exist.</summary>
    public static readonly Refusal UnknownPricePlan = new("catalogue/unknown-price-plan");

    /// <summary>The licence pool that the terms name does not exist.</summary>
    public static readonly Refusal UnknownLicencePool = new("catalogue/unknown-licence-pool");

    /// <summary>A step names an outside system that is not registered, or that another connector speaks to.</summary>
    public static readonly Refusal UnknownTarget = new("catalogue/unknown-target");

    /// <summary>An offer that the terms of ordering name, or that is to be a part, does not exist.</summary>
    public static readonly Refusal UnknownOffer = new("catalogue/unknown-offer");

    private static readonly string[] Readers = [Role.ServiceManager, Role.Agent, Role.Finance, Role.Auditor, Role.Admin];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/offers", Draft).Creates<OfferView>("DraftOffer", "Begin an offer.", Role.ServiceManager);
        api.MapGet("/v1/offers", List).Lists<OfferView>("ListOffers", "List the offers, the newest first.", Readers);
        api.MapResource<OfferView>("/v1/offers/{offerId:guid}", Get, "GetOffer", "Read an offer with its draft.", Readers);
        api.MapGet("/v1/offers/{offerId:guid}/versions/{number:int:min(1)}", GetVersion)
            .Reads<OfferVersionView>("GetOfferVersion", "Read a version; clients: one that is published, or that they try or tried.", [.. Readers, Role.Requester, Role.Approver, Role.ClientManager]);
        api.MapPost("/v1/offers/{offerId:guid}/revise", Revise).Changes<OfferView>("ReviseOfferDraft", "Write the draft anew.", Role.ServiceManager);
    }

    private static Task<IResult> Draft(OfferTermsBody body, Recorder recorder, OfferRendering rendering, CancellationToken stop)
    {
        var id = recorder.NewId();
        return recorder.Run(Tenant.Provider, async (session, _) =>
        {
            await DemandKnown(session, body.Terms, stop);
            var offer = session.New<Offer>(id);
            Recorder.Demand(offer.Record(DraftOffer.Decide(new(id, body.Terms), null), recorder.Now));
            return Answer.Created(await rendering.View(offer.State!, recorder.Actor, stop), offer.Version, $"/v1/offers/{id}");
        }, stop);
    }

    private static Task<IResult> Revise(Guid offerId, OfferTermsBody body, Recorder recorder, OfferRendering rendering, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var offer = await recorder.Fetch<Offer>(session, offerId, stop);
            await DemandKnown(session, body.Terms, stop);
            Recorder.Demand(offer.Record(ReviseOfferDraft.Decide(new(body.Terms), offer.State!), recorder.Now));
            return Answer.Ok(await rendering.View(offer.State!, recorder.Actor, stop), offer.Version);
        }, stop);

    private static Task<IResult> Get(Guid offerId, [AsParameters] Moment moment, Reading reading, OfferRendering rendering, CancellationToken stop) =>
        reading.One<Offer, OfferView>(Tenant.Provider, offerId, moment, offer => rendering.View(offer, reading.Actor, stop), stop);

    private static Task<IResult> List([AsParameters] Paging paging, OfferStatus? status, Reading reading, OfferRendering rendering, CancellationToken stop) =>
        reading.Page<Offer, OfferView>(
            Tenant.Provider,
            paging,
            offers => status is { } wanted ? offers.Where(offer => offer.Status == wanted) : offers,
            offer => rendering.View(offer, reading.Actor, stop),
            stop);

    private static async Task<IResult> GetVersion(
        Guid offerId, int number, HttpContext context, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        var actor = context.Actor();
        if ((await session.LoadAsync<Offer>(offerId, stop))?.Version(number) is not { } version || !(actor.IsProvider || version.IsKnownTo(actor.Organisation, clock.Now())))
        {
            return Problem.Of("resource/not-found");
        }

        return context.IfNoneMatch(version.Number)
            ? new Answer(StatusCodes.Status304NotModified, null, Answer.Tag(version.Number))
            : Answer.Ok(OfferVersionView.Of(offerId, version), version.Number);
    }

    // What only the store or the library of schemas can tell.
    private static async Task DemandKnown(IQuerySession session, OfferTerms terms, CancellationToken stop)
    {
        Recorder.Demand(terms.Form is { } form ? FormRules.Flaw(form) ?? OrderForms.Flaw(form) : null);
        if (await session.LoadAsync<PricePlan>(terms.PricePlanId, stop) is null)
        {
            throw new ProblemException(UnknownPricePlan.With("plan", terms.PricePlanId));
        }

        var parts = (terms.Parts ?? []).Select(part => part.OfferId).ToHashSet();
        var others = (terms.Ordering is { } ordering ? ordering.Requires.Concat(ordering.Excludes) : []).Concat(parts).Distinct().ToArray();
        var known = await session.LoadManyAsync<Offer>(stop, others);
        if (others.Except(known.Select(offer => offer.Id)).FirstOrDefault() is var unknown && unknown != Guid.Empty)
        {
            throw new ProblemException(UnknownOffer.With("offer", unknown));
        }

        if (known.FirstOrDefault(offer => parts.Contains(offer.Id) && (offer.Draft.IsBundle() || offer.Versions.Any(version => version.Terms.IsBundle()))) is { } bundle)
        {
            throw new ProblemException(BundleRules.InBundle.With("offer", bundle.Draft.Name));
        }

        var suppliers = terms.Suppliers ?? [];
        foreach (var pool in suppliers.Select(supplier => supplier.LicencePoolId).Append(terms.LicencePoolId).OfType<Guid>().Distinct())
        {
            if (await session.LoadAsync<LicencePool>(pool, stop) is null)
            {
                throw new ProblemException(UnknownLicencePool.With("pool", pool));
            }
        }

        foreach (var step in terms.Plan.Concat(suppliers.SelectMany(supplier => supplier.Steps)))
        {
            if (step.Target is { } id && (await session.LoadAsync<Target>(id, stop) is not { } target || Target.ConnectorOf(target.Kind) != step.Connector))
            {
                throw new ProblemException(UnknownTarget.With("step", step.Key).With("target", id));
            }
        }
    }
}
