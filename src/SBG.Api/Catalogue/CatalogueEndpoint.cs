using Marten;
using SBG.Api.Billing;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Catalogue.Pricing;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>Which catalogue.</summary>
/// <param name="AsOf">As the client saw it at this instant (RFC 3339); goes with none of the others.</param>
/// <param name="Q">Words of the name, the category or the description: stemmed as French, accents do not count; the best match comes first.</param>
/// <param name="BeneficiaryId">Judge for this person also what depends on who gets it: unit, job role, offers that are required or do not go together.</param>
public readonly record struct CatalogueQuery(DateTimeOffset? AsOf, string? Q, Guid? BeneficiaryId);

/// <summary>What a client can order, and why it cannot order the rest.</summary>
public static class CatalogueEndpoint
{
    /// <summary>What was, is neither searched nor judged for a person.</summary>
    public static readonly Refusal AsOfAlone = new("catalogue/as-of-alone");

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/clients/{clientId}/catalogue", List).Lists<CatalogueItemView>(
            "ListCatalogue", "List the offers published so far, each with whether this client can order it and why not: now, as it saw them at an instant, or by words.",
            Role.Requester, Role.Approver, Role.ClientManager, Role.Agent, Role.ServiceManager);

    private static async Task<IResult> List(
        string clientId,
        [AsParameters] Paging paging,
        [AsParameters] CatalogueQuery query,
        HttpContext context,
        CatalogueReader catalogue,
        IDocumentStore store,
        TimeProvider clock,
        CancellationToken stop)
    {
        Recorder.Demand(query is { AsOf: not null, Q: not null } or { AsOf: not null, BeneficiaryId: not null } ? AsOfAlone : null);
        var now = clock.Now();
        var at = query.AsOf < now ? query.AsOf.Value : now; // nobody saw yet what is to come
        await using var session = store.QuerySession(clientId);
        var client = query.AsOf is null ? await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) : await ClientThen(session, clientId, at, stop);
        var beneficiary = query.BeneficiaryId is { } person ? await session.LoadAsync<Person>(person, stop) : null;
        if (client is null || (query.BeneficiaryId is not null && beneficiary is null))
        {
            return Problem.Of("resource/not-found");
        }

        var page = query switch
        {
            { AsOf: not null } => await catalogue.Then(clientId, at, paging, stop),
            { Q: { } words } => await catalogue.Search(clientId, at, words, paging, stop),
            _ => await catalogue.Now(clientId, at, paging, stop),
        };
        if (page.Next is { } next)
        {
            context.LinkNext(next);
        }

        var judgement = await CatalogueJudgement.Of(
            session, client, beneficiary, page.Offers,
            others => query.AsOf is null ? session.ForTenant(Tenant.Provider).LoadManyAsync<Offer>(stop, others) : catalogue.Then(others, at, stop), at, stop);
        var language = Language.Of(context.Request);
        return Answer.Ok(new Page<CatalogueItemView>(
            [.. page.Offers.Select(offer => CatalogueItemView.Of(offer.Id, offer.CurrentFor(clientId, at)!, judgement.Parts(offer), judgement.Reasons(offer), language))], page.Next));
    }

    private static async Task<Client?> ClientThen(IQuerySession session, string clientId, DateTimeOffset at, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(Client.StreamOf(clientId), timestamp: at, token: stop);
        return events.Aggregate((Client?)null, (client, e) => e.Data is EventOf<Client> happened ? Client.Evolve(client, happened, e.OccurredAt()) : client);
    }
}

/// <summary>An offer of the catalogue.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Version">The version that would be ordered.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What one gets.</param>
/// <param name="Category">Where the catalogue shows it.</param>
/// <param name="Options">What the orderer chooses, each from a list; empty where the offer was written with a form.</param>
/// <param name="Form">What the orderer answers, options included: a JSON Schema (draft 2020-12), its questions in the order in which they are asked.</param>
/// <param name="Included">What one gets with it.</param>
/// <param name="Excluded">What one does not get with it.</param>
/// <param name="MonthlyPrice">One unit over one whole month, without paid options.</param>
/// <param name="Charge">How several units are charged; null: each at the monthly price.</param>
/// <param name="OneOffPrice">One unit when it is delivered, without paid options.</param>
/// <param name="PaidOptions">The answers that cost something more; one without a choice counts each of the number that is answered.</param>
/// <param name="Sensitivity">How much depends on what it holds; null: nobody said.</param>
/// <param name="Parts">The offers that are ordered with it, as one; empty where it is no bundle.</param>
/// <param name="Orderable">Whether this client can order it.</param>
/// <param name="Reasons">All that stands in the way; empty when it can.</param>
public sealed record CatalogueItemView(
    Guid OfferId,
    int Version,
    string Name,
    string Description,
    string Category,
    IReadOnlyList<OfferOption> Options,
    OrderForm Form,
    IReadOnlyList<string> Included,
    IReadOnlyList<string> Excluded,
    Money MonthlyPrice,
    ChargeBody? Charge,
    Money OneOffPrice,
    IReadOnlyList<PaidOption> PaidOptions,
    Sensitivity? Sensitivity,
    IReadOnlyList<CataloguePartView> Parts,
    bool Orderable,
    IReadOnlyList<HindranceView> Reasons)
{
    internal static CatalogueItemView Of(Guid offerId, OfferVersion version, IReadOnlyList<CataloguePartView> parts, IReadOnlyList<Refusal> reasons, string language)
    {
        var terms = version.Terms;
        return new(
            offerId, version.Number, terms.Name, terms.Description, terms.Category, terms.Options, terms.Form ?? OrderForm.Of(terms.Options), terms.Included ?? [], terms.Excluded ?? [],
            version.MonthlyPrice, ChargeBody.Of(version.Charge), terms.OneOffPrice ?? Money.Zero, terms.PaidOptions ?? [], terms.Sensitivity, parts, reasons.Count == 0,
            [.. reasons.Select(reason => new HindranceView(reason.Code, Problem.Sentence(reason, language)))]);
    }
}

/// <summary>A part of a bundle in the catalogue.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Version">The version that would be ordered; null: this client can order none.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Minimum">The fewest for one bundle; 0: it can be left out.</param>
/// <param name="Default">How many when nobody says.</param>
/// <param name="Maximum">The most for one bundle.</param>
/// <param name="Form">What the orderer answers for it: a JSON Schema (draft 2020-12).</param>
/// <param name="MonthlyPrice">One unit over one whole month, without paid options.</param>
/// <param name="OneOffPrice">One unit when it is delivered, without paid options.</param>
public sealed record CataloguePartView(
    Guid OfferId, int? Version, string? Name, int Minimum, int Default, int Maximum, OrderForm? Form, Money? MonthlyPrice, Money? OneOffPrice)
{
    internal static CataloguePartView Of(BundlePart part, OfferVersion? version) => new(
        part.OfferId, version?.Number, version?.Terms.Name, part.Minimum, part.Default, part.Maximum,
        version is null ? null : version.Terms.Form ?? OrderForm.Of(version.Terms.Options), version?.MonthlyPrice, version is null ? null : version.Terms.OneOffPrice ?? Money.Zero);
}

/// <summary>What stands in the way.</summary>
/// <param name="Code">A registered code.</param>
/// <param name="Detail">In the caller's language.</param>
public sealed record HindranceView(string Code, string Detail);
