using Wolverine;

namespace SBG.Api.Provisioning;

/// <summary>The context's endpoints and connectors.</summary>
public static class ProvisioningApi
{
    /// <summary>Registers the connectors.</summary>
    /// <param name="services">The services.</param>
    public static void AddProvisioning(this IServiceCollection services)
    {
        services.AddSingleton<IConnector, SimulatedConnector>();
        services.AddSingleton<IConnector, ManualConnector>();
        services.AddSingleton<IConnector, LicenceConnector>();
        services.AddSingleton<Connectors>();
        services.AddWolverineExtension<ProvisioningQueues>();
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapProvisioning(this IEndpointRouteBuilder api)
    {
        ProvisioningEndpoints.Map(api);
        RecoveryEndpoints.Map(api);
    }
}
