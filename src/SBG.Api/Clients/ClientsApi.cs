namespace SBG.Api.Clients;

/// <summary>The context's endpoints.</summary>
public static class ClientsApi
{
    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapClients(this IEndpointRouteBuilder api)
    {
        ClientEndpoints.Map(api);
        PersonEndpoints.Map(api);
    }
}
