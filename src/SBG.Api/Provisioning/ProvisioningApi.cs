using SBG.Api.Kernel.Outside;
using SBG.Api.Provisioning.Osb;
using SBG.Api.Provisioning.Scim;
using SBG.Api.Provisioning.Targets;
using SBG.Api.Provisioning.Webhooks;
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
        services.AddSingleton<IConnector, WebhookConnector>();
        services.AddSingleton<IConnector, OsbConnector>();
        services.AddSingleton<IConnector, ScimConnector>();
        services.AddSingleton<Connectors>();
        services.AddSingleton<CallbackAddress>();
        services.AddSingleton<OutsideAddress>();
        services.AddSingleton<TargetDirectory>();
        services.AddSingleton<TargetHttp>();
        services.AddSingleton<TargetProbe>();
        services.AddSingleton<TargetAccounts>();
        services.AddSingleton<WebhookMessages>();
        TargetHttp.Register(services);
        services.AddWolverineExtension<ProvisioningQueues>();
    }

    /// <summary>Maps them.</summary>
    /// <param name="api">The routes.</param>
    public static void MapProvisioning(this IEndpointRouteBuilder api)
    {
        ProvisioningEndpoints.Map(api);
        RecoveryEndpoints.Map(api);
        ResupplyEndpoint.Map(api);
        DriftEndpoints.Map(api);
        TargetEndpoints.Map(api);
        ImportCatalogueEndpoint.Map(api);
        CallbackEndpoint.Map(api);
    }
}
