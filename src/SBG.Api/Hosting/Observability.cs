using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Trace;
using Prometheus;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;

namespace SBG.Api.Hosting;

/// <summary>Health, metrics and traces.</summary>
public static class Observability
{
    /// <summary>Registers them. Traces are exported by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
    /// <param name="builder">The application's builder.</param>
    public static void AddObservability(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<DatabaseWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DatabaseWatch>());
        builder.Services.AddSingleton<StoreWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StoreWatch>());

        // A view that stopped on one node would stop on any other: such a node is degraded, yet ready.
        builder.Services.AddHealthChecks().AddCheck<Database>("database", tags: ["ready"]).AddCheck<StoreWatch>("views", tags: ["ready"]);
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation()
                .AddSource("Wolverine", "Marten", "Npgsql")
                .AddOtlpExporter());
        }
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    /// <param name="routes">The routes.</param>
    public static void MapObservability(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false }).Public();
        routes.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).Public();
        routes.MapMetrics("/metrics").Public();
    }

    private sealed class Database(DatabaseWatch watch) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(watch.Answers ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }
}
