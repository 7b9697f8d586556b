using Wolverine;

namespace SBG.Api.Requests;

/// <summary>The context's endpoints and services.</summary>
public static class RequestsApi
{
    /// <summary>Registers what they need.</summary>
    /// <param name="services">The services.</param>
    public static void AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<OrderAnswers>();
        services.AddSingleton<CartRendering>();
        services.AddSingleton<RequestRendering>();
        services.AddSingleton<ApprovalsRendering>();
        services.AddSingleton<Capacities>();
        services.AddSingleton<CartLifetime>();
        services.AddWolverineExtension<RequestQueues>();
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapRequests(this IEndpointRouteBuilder api)
    {
        CartEndpoints.Map(api);
        CartSharingEndpoints.Map(api);
        ImportCartLinesEndpoint.Map(api);
        RequestEndpoints.Map(api);
        ChangeRequestLineEndpoint.Map(api);
        ExceptSupplierEndpoint.Map(api);
        ApprovalsEndpoints.Map(api);
    }
}
