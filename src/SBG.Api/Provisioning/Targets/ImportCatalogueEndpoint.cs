using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Provisioning.Osb;
using SBG.Domain.Billing;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Targets;
using SBG.Projections.Kernel;

namespace SBG.Api.Provisioning.Targets;

/// <summary>How a broker's catalogue is taken over.</summary>
/// <param name="PricePlanId">What prices new offers, until someone says otherwise.</param>
/// <param name="Category">Where the catalogue shows new offers.</param>
public sealed record ImportCatalogueBody(Guid PricePlanId, [StringLength(60, MinimumLength = 1)] string Category);

/// <summary>What became of a service plan.</summary>
public enum BrokeredChange
{
    /// <summary>A new draft.</summary>
    Added,

    /// <summary>The catalogue says something else: the draft follows; published versions stay.</summary>
    Revised,

    /// <summary>The catalogue says the same.</summary>
    Unchanged,

    /// <summary>The catalogue has it no more; its offer is left to people.</summary>
    Gone,

    /// <summary>The catalogue says something else, and the offer cannot follow.</summary>
    Blocked,
}

/// <summary>A service plan and its offer.</summary>
/// <param name="Service">The service offering's id.</param>
/// <param name="Plan">The service plan's id.</param>
/// <param name="OfferId">The offer.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Code">Why the offer cannot follow: a registered code.</param>
/// <param name="Unmapped">Parameters that nobody can choose: no list of values describes them.</param>
public sealed record BrokeredPlanView(string Service, string Plan, Guid OfferId, BrokeredChange Change, string? Code, IReadOnlyList<string> Unmapped);

/// <summary>What was taken over of a broker's catalogue.</summary>
/// <param name="Plans">Its plans.</param>
public sealed record ImportedCatalogueView(IReadOnlyList<BrokeredPlanView> Plans);

/// <summary>Makes a broker's catalogue offers: a draft for each plan, which follows the catalogue when it is taken over again.</summary>
public static class ImportCatalogueEndpoint
{
    /// <summary>The broker's catalogue could not be read.</summary>
    public static readonly Refusal Unreadable = new("provisioning/catalogue-unreadable");

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/targets/{targetId:guid}/import-catalogue", Post)
            .Changes<ImportedCatalogueView>("ImportBrokerCatalogue", "Make a broker's service plans draft offers, or let these follow what has changed.", Role.ServiceManager);

    private static async Task<IResult> Post(
        Guid targetId, ImportCatalogueBody body, Recorder recorder, TargetDirectory targets, TargetHttp http, CancellationToken stop)
    {
        if (await targets.Open(targetId, stop) is not { } broker)
        {
            return Problem.Of("resource/not-found");
        }

        // The broker is asked before the transaction, and only when its answer can be of use.
        ImmutableArray<BrokerPlan>? plans = null;
        if (ImportCatalogue.Hindrance(broker.Target) is null && broker.Target.IsEnabled)
        {
            using var request = OsbRequest.Of(HttpMethod.Get, "/v2/catalog");
            var answer = await http.Send(broker, request, stop);
            plans = answer is { Status: StatusCodes.Status200OK, Json: { } json } ? BrokerCatalogue.Read(json) : null;
        }

        return await recorder.Run(Tenant.Provider, (session, _) => Take(session, targetId, body, plans, recorder, stop), stop);
    }

    private static async Task<Answer> Take(
        IDocumentSession session, Guid targetId, ImportCatalogueBody body, ImmutableArray<BrokerPlan>? told, Recorder recorder, CancellationToken stop)
    {
        var target = await recorder.Fetch<Target>(session, targetId, stop);
        Recorder.Demand(ImportCatalogue.Hindrance(target.State!) ?? (target.State!.IsEnabled ? null : SwitchTarget.Disabled) ?? (told is null ? Unreadable : null));
        if (await session.LoadAsync<PricePlan>(body.PricePlanId, stop) is null)
        {
            throw new ProblemException(OfferEndpoints.UnknownPricePlan.With("plan", body.PricePlanId));
        }

        var before = target.State!.Plans.ToDictionary(plan => plan.OfferId);
        var (views, plans) = (new List<BrokeredPlanView>(), new List<BrokeredPlan>());
        foreach (var plan in told!.Value)
        {
            var brokered = new BrokeredPlan(plan.Service, plan.Plan, BrokeredPlan.OfferOf(targetId, plan.Service, plan.Plan), plan.Fingerprint);
            var (change, code) = before.GetValueOrDefault(brokered.OfferId) is { IsGone: false } known && known.Fingerprint == brokered.Fingerprint
                ? (BrokeredChange.Unchanged, null)
                : await Follow(session, targetId, plan, brokered.OfferId, body, recorder, stop);
            views.Add(new(plan.Service, plan.Plan, brokered.OfferId, change, code, plan.Unmapped));
            plans.Add(change == BrokeredChange.Blocked ? brokered with { Fingerprint = before.GetValueOrDefault(brokered.OfferId)?.Fingerprint ?? string.Empty } : brokered);
        }

        Recorder.Demand(target.Record(ImportCatalogue.Decide(new([.. plans]), target.State!), recorder.Now));
        views.AddRange(target.State!.Plans.Where(plan => plan.IsGone).Select(plan => new BrokeredPlanView(plan.Service, plan.Plan, plan.OfferId, BrokeredChange.Gone, null, [])));
        return Answer.Ok(new ImportedCatalogueView(views), target.Version);
    }

    private static async Task<(BrokeredChange Change, string? Code)> Follow(
        IDocumentSession session, Guid targetId, BrokerPlan plan, Guid offerId, ImportCatalogueBody body, Recorder recorder, CancellationToken stop)
    {
        var offer = await session.Fetch<Offer>(offerId, stop);
        var refusal = offer is null
            ? session.New<Offer>(offerId).Record(DraftOffer.Decide(new(offerId, plan.Draft(targetId, body.PricePlanId, body.Category)), null), recorder.Now)
            : offer.Record(ReviseOfferDraft.Decide(new(plan.Revise(offer.State!.Draft, targetId)), offer.State!), recorder.Now);
        return refusal is not null ? (BrokeredChange.Blocked, refusal.Code) : (offer is null ? BrokeredChange.Added : BrokeredChange.Revised, null);
    }
}
