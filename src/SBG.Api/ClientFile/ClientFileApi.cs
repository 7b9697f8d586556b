namespace SBG.Api.ClientFile;

/// <summary>The context's endpoints and services.</summary>
public static class ClientFileApi
{
    /// <summary>Registers what they need.</summary>
    /// <param name="services">The services.</param>
    public static void AddClientFile(this IServiceCollection services)
    {
        services.AddSingleton<CurrentMonths>();
        services.AddSingleton<PastFiles>();
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapClientFile(this IEndpointRouteBuilder api)
    {
        ClientFileEndpoint.Map(api);
        CurrentMonthEndpoint.Map(api);
    }
}
