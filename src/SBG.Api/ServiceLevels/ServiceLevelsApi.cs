using SBG.Api.ServiceLevels.Clocks;
using SBG.Api.ServiceLevels.Fulfilment;
using SBG.Api.ServiceLevels.Notices;
using SBG.Api.ServiceLevels.Rehearsals;
using SBG.Api.ServiceLevels.Reports;
using SBG.Api.ServiceLevels.Terms;
using Wolverine.Marten;

namespace SBG.Api.ServiceLevels;

/// <summary>The context's endpoints and services.</summary>
public static class ServiceLevelsApi
{
    /// <summary>Registers what they need.</summary>
    /// <param name="services">The services.</param>
    public static void AddServiceLevels(this IServiceCollection services)
    {
        services.AddSingleton<Yardsticks>();
        services.AddSingleton<ClientTimelines>();
        services.AddSingleton<ComplianceReader>();
        services.AddSingleton<FulfilmentReader>();
        services.AddSingleton<WhatIf>();
        services.AddSingleton<Rehearser>();
        services.AddSingleton<Editions>();
        services.SubscribeToEventsWithServices<ClockWatch>(ServiceLifetime.Singleton);
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapServiceLevels(this IEndpointRouteBuilder api)
    {
        CalendarEndpoints.Map(api);
        IcalEndpoint.Map(api);
        PolicyEndpoints.Map(api);
        ComplianceEndpoints.Map(api);
        WhatIfEndpoint.Map(api);
        ClockWhyEndpoint.Map(api);
        RequestLevelEndpoint.Map(api);
        NoticesEndpoint.Map(api);
        EditionEndpoints.Map(api);
    }
}
