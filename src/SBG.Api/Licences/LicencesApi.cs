using SBG.Api.Licences.Allotments;
using SBG.Api.Licences.Consumption;
using SBG.Api.Licences.Leases;
using SBG.Api.Licences.Purchases;
using SBG.Api.Licences.Reclaims;

namespace SBG.Api.Licences;

/// <summary>The context's endpoints and services.</summary>
public static class LicencesApi
{
    /// <summary>Registers what they need.</summary>
    /// <param name="services">The services.</param>
    public static void AddLicences(this IServiceCollection services)
    {
        services.AddSingleton<PoolTurn>();
        services.AddSingleton<ReservationLifetime>();
        services.AddScoped<LeaseCommands>();
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapLicences(this IEndpointRouteBuilder api)
    {
        LicencePoolEndpoints.Map(api);
        PoolLedgerEndpoint.Map(api);
        PoolConcurrencyEndpoint.Map(api);
        PurchaseEndpoints.Map(api);
        RenewalCalendarEndpoint.Map(api);
        AllotmentEndpoints.Map(api);
        LicenceEndpoints.Map(api);
        ReclaimGroundsEndpoint.Map(api);
        ReclaimEndpoints.Map(api);
        IncludePoolsEndpoint.Map(api);
        ConsumptionEndpoints.Map(api);
        LeaseTermsEndpoint.Map(api);
        LeaseUseEndpoint.Map(api);
        LeaseEndpoints.Map(api);
    }
}
