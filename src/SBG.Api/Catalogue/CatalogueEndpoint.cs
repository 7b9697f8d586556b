using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Catalogue;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Catalogue;

/// <summary>What a client can order, and why it cannot order the rest.</summary>
public static class CatalogueEndpoint
{
    /// <summary>As <see cref="Offer.CurrentFor"/> says it: published, due to be published, or tried by the client.</summary>
    private const string Shown = """
        exists (select from jsonb_array_elements(d.data -> 'versions') as v
                where coalesce(v ->> 'stage', 'published') = 'published' or (v ->> 'publishesAt')::timestamptz <= ?
                   or (v ->> 'stage' = 'pilot' and jsonb_exists(v -> 'pilotClients', ?)))
        """;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/clients/{clientId}/catalogue", List).Lists<CatalogueItemView>(
            "ListCatalogue", "List the offers published so far, each with whether this client can order it.",
            Role.Requester, Role.Approver, Role.ClientManager, Role.Agent, Role.ServiceManager);

    private static async Task<IResult> List(
        string clientId, [AsParameters] Paging paging, HttpContext context, Reading reading, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop);
        if (client is null)
        {
            return Problem.Of("resource/not-found");
        }

        var (language, now) = (Language.Of(context.Request), clock.Now());
        return await reading.Page<Offer, CatalogueItemView>(
            Tenant.Provider,
            paging,
            offers => offers.Where(offer => offer.MatchesSql(Shown, now, clientId)),
            offer => ValueTask.FromResult(CatalogueItemView.Of(offer, offer.CurrentFor(clientId, now)!, OpenCart.Hindrance(client) ?? Retired(offer, now), language)),
            stop);
    }

    private static Refusal? Retired(Offer offer, DateTimeOffset now) => offer.IsRetired(now) ? CartRules.OfferRetired.With("offer", offer.CurrentFor(string.Empty, now)?.Terms.Name ?? offer.Draft.Name) : null;
}

/// <summary>An offer of the catalogue.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Version">The version that would be ordered.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What one gets.</param>
/// <param name="Category">Where the catalogue shows it.</param>
/// <param name="Options">What the orderer chooses.</param>
/// <param name="MonthlyPrice">One unit over one whole month.</param>
/// <param name="Orderable">Whether this client can order it now.</param>
/// <param name="Why">Why not; null when it can.</param>
public sealed record CatalogueItemView(
    Guid OfferId,
    int Version,
    string Name,
    string Description,
    string Category,
    IReadOnlyList<OfferOption> Options,
    Money MonthlyPrice,
    bool Orderable,
    HindranceView? Why)
{
    internal static CatalogueItemView Of(Offer offer, OfferVersion version, Refusal? hindrance, string language)
    {
        var terms = version.Terms;
        return new(
            offer.Id, version.Number, terms.Name, terms.Description, terms.Category, terms.Options, version.MonthlyPrice, hindrance is null,
            hindrance is null ? null : new(hindrance.Code, Problem.Sentence(hindrance, language)));
    }
}

/// <summary>What stands in the way.</summary>
/// <param name="Code">A registered code.</param>
/// <param name="Detail">In the caller's language.</param>
public sealed record HindranceView(string Code, string Detail);
