namespace SBG.Api.IncidentLog;

/// <summary>The context's endpoints.</summary>
public static class IncidentLogApi
{
    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapIncidentLog(this IEndpointRouteBuilder api)
    {
        ImportIncidentsEndpoint.Map(api);
    }
}
