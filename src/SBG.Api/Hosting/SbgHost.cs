using Microsoft.Extensions.DependencyInjection.Extensions;
using SBG.Api.Clients;
using SBG.Api.Identity;
using SBG.Api.Kernel.Http;
using SBG.Projections.Clients;

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
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddEdge(builder.Configuration);
        builder.AddIdentity();
        builder.AddObservability();
        builder.AddStore(options =>
        {
            options.ConfigureClients();
        });

        var app = builder.Build();
        app.UseEdge();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseStrictRequests();
        app.MapObservability();
        app.MapProblems();
        app.MapClients();
        return app;
    }
}
