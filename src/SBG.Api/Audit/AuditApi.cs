using Marten;
using SBG.Api.Audit.Replay;
using SBG.Projections.Audit;

namespace SBG.Api.Audit;

/// <summary>The transparency log: its services and endpoints.</summary>
public static class AuditApi
{
    /// <summary>Registers the log, its checkpoints and their witnesses.</summary>
    /// <param name="builder">
    /// The application's builder. Configuration: <c>Audit:Origin</c>, <c>Audit:SigningKeys:{n}</c>, <c>Audit:CheckpointEvery</c>,
    /// <c>Audit:Witness:Folder</c>, <c>Audit:Witness:Url</c>.
    /// </param>
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        var keys = CheckpointKeys.Read(configuration, builder.Environment);
        services.AddSingleton(keys);
        services.AddSingleton<LogReader>();
        services.AddSingleton<LogWriter>();
        services.AddSingleton<CheckpointLog>();
        services.AddSingleton<Witnesses>();
        services.AddSingleton<Bundle>();
        services.AddSingleton<EventFeed>();
        services.AddScoped<RequestStory>();
        services.AddScoped<ReplayDocument>();
        services.AddHostedService<CheckpointRound>();
        services.ConfigureMarten((provider, options) => options.Events.Subscribe(new AuditLogSubscription(provider.GetRequiredService<LogWriter>())));
        if (configuration["Audit:Witness:Folder"] is { Length: > 0 } folder)
        {
            services.AddSingleton<IWitness>(new FolderWitness(folder));
        }

        if (configuration["Audit:Witness:Url"] is { Length: > 0 } url)
        {
            services.AddSingleton<IWitness>(new HttpWitness(new(url), new() { Timeout = TimeSpan.FromSeconds(10) }));
        }
    }

    /// <summary>Maps the endpoints.</summary>
    /// <param name="api">The routes.</param>
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        CheckpointEndpoints.Map(api);
        ProofEndpoints.Map(api);
        StreamReplayEndpoint.Map(api);
        BundleEndpoints.Map(api);
        EventFeedEndpoints.Map(api);
        ReplayEndpoints.Map(api);
    }
}
