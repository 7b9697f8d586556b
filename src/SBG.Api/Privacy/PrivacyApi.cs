namespace SBG.Api.Privacy;

/// <summary>The context's endpoints and services.</summary>
public static class PrivacyApi
{
    /// <summary>Registers what they need.</summary>
    /// <param name="services">The services.</param>
    public static void AddPrivacy(this IServiceCollection services) => services.AddSingleton<ProtectedReads>();

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapPrivacy(this IEndpointRouteBuilder api)
    {
        ProtectedReadEndpoints.Map(api);
        AccessRequestEndpoints.Map(api);
    }
}
