using SBG.Api.Catalogue.Forms;
using SBG.Api.Catalogue.Lifecycle;

namespace SBG.Api.Catalogue;

/// <summary>The context's endpoints and services.</summary>
public static class CatalogueApi
{
    /// <summary>Registers what they need.</summary>
    /// <param name="services">The services.</param>
    public static void AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<PublishedOffers>();
        services.AddSingleton<OfferRendering>();
        services.AddSingleton<OrderForms>();
        services.AddSingleton<ImpactReader>();
        services.AddSingleton<CatalogueReader>();
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapCatalogue(this IEndpointRouteBuilder api)
    {
        OfferEndpoints.Map(api);
        LifecycleEndpoints.Map(api);
        ImpactEndpoints.Map(api);
        CatalogueEndpoint.Map(api);
    }
}
