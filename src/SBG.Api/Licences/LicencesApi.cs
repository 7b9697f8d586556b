namespace SBG.Api.Licences;

/// <summary>The context's endpoints.</summary>
public static class LicencesApi
{
    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapLicences(this IEndpointRouteBuilder api)
    {
        LicencePoolEndpoints.Map(api);
        PoolLedgerEndpoint.Map(api);
        LicenceEndpoints.Map(api);
    }
}
