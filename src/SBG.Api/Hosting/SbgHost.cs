using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SBG.Api.Approvals;
using SBG.Api.Audit;
using SBG.Api.Billing;
using SBG.Api.Catalogue;
using SBG.Api.ClientFile;
using SBG.Api.Clients;
using SBG.Api.Identity;
using SBG.Api.IncidentLog;
using SBG.Api.Incidents;
using SBG.Api.Kernel.Http;
using SBG.Api.Licences;
using SBG.Api.OpenApi;
using SBG.Api.Operations;
using SBG.Api.Portal;
using SBG.Api.Privacy;
using SBG.Api.Provisioning;
using SBG.Api.Requests;
using SBG.Api.ServiceLevels;
using SBG.Api.Surveys;
using SBG.Api.Webhooks;
using SBG.Api.WorkItems;
using SBG.Projections.Approvals;
using SBG.Projections.Audit;
using SBG.Projections.Billing;
using SBG.Projections.Catalogue;
using SBG.Projections.ClientFile;
using SBG.Projections.Clients;
using SBG.Projections.Incidents;
using SBG.Projections.Licences;
using SBG.Projections.Operations;
using SBG.Projections.Privacy;
using SBG.Projections.Provisioning;
using SBG.Projections.Requests;
using SBG.Projections.ServiceLevels;
using SBG.Projections.Surveys;
using SBG.Projections.Webhooks;
using SBG.Projections.WorkItems;

namespace SBG.Api.Hosting;

/// <summary>The application: a list of contexts on a shared kernel.</summary>
public static class SbgHost
{
    /// <summary>Builds the application, not started.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">What a test changes.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // HTTP/2 is for the proxy that ends TLS: a request left to itself while the database is frozen must own its connection.
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddEdge(builder.Configuration);
        builder.AddIdentity();
        builder.AddObservability();
        builder.Services.AddApiDescription();
        builder.Services.AddBilling();
        builder.Services.AddCatalogue();
        builder.Services.AddRequests();
        builder.Services.AddIncidents();
        builder.Services.AddServiceLevels();
        builder.Services.AddClientFile();
        builder.Services.AddLicences();
        builder.Services.AddProvisioning();
        builder.AddStore(options =>
        {
            options.ConfigureClients();
            options.ConfigureCatalogue();
            options.ConfigureRequests();
            options.ConfigureApprovals();
            options.ConfigureIncidents();
            options.ConfigureServiceLevels();
            options.ConfigureLicences();
            options.ConfigureProvisioning();
            options.ConfigureWorkItems();
            options.ConfigureSurveys();
            options.ConfigureBilling();
            options.ConfigureClientFile();
            options.ConfigureOperations();
            options.ConfigureAudit();
            options.ConfigureWebhooks();
            options.ConfigurePrivacy();
        });
        builder.AddAudit();
        builder.Services.AddWebhooks();
        builder.AddPortal();
        builder.Services.AddPrivacy();

        var app = builder.Build();
        app.UsePortalCalls();
        app.UseEdge();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseStrictRequests();
        app.MapObservability();
        app.MapApiDescription();
        app.MapProblems();
        app.MapClients();
        app.MapCatalogue();
        app.MapRequests();
        app.MapApprovals();
        app.MapIncidents();
        app.MapServiceLevels();
        app.MapLicences();
        app.MapProvisioning();
        app.MapWorkItems();
        app.MapSurveys();
        app.MapBilling();
        app.MapClientFile();
        app.MapIncidentLog();
        app.MapOperations();
        app.MapAudit();
        app.MapWebhooks();
        app.MapPortal();
        app.MapPrivacy();
        return app;
    }
}
