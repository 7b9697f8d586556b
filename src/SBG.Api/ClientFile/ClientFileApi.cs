namespace SBG.Api.ClientFile;

/// <summary>The context's endpoints.</summary>
public static class ClientFileApi
{
    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapClientFile(this IEndpointRouteBuilder api)
    {
        ClientFileEndpoint.Map(api);
        CurrentMonthEndpoint.Map(api);
    }
}
