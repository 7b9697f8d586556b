using SBG.Api.Incidents.Access;
using SBG.Api.Incidents.Categories;
using SBG.Api.Incidents.Links;
using SBG.Api.Incidents.Merging;

namespace SBG.Api.Incidents;

/// <summary>The context's endpoints and services.</summary>
public static class IncidentsApi
{
    /// <summary>Registers what they need.</summary>
    /// <param name="services">The services.</param>
    public static void AddIncidents(this IServiceCollection services)
    {
        services.AddSingleton<IncidentRendering>();
        services.AddSingleton<AgreedPolicies>();
        services.AddSingleton<LateFacts>();
        services.AddSingleton<ClosingDays>();
        services.AddSingleton<IncidentSights>();
        services.AddScoped<RestrictedReads>();
        services.AddSingleton<Classification>();
        services.AddScoped<IncidentWriting>();
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapIncidents(this IEndpointRouteBuilder api)
    {
        IncidentEndpoints.Map(api);
        IncidentCourseEndpoints.Map(api);
        LinkEndpoints.Map(api);
        MergeEndpoints.Map(api);
        SplitEndpoints.Map(api);
        AccessEndpoints.Map(api);
        CategoryEndpoints.Map(api);
    }
}
