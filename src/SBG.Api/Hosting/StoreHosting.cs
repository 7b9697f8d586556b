using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.Resources;
using Marten;
using Npgsql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Sealing;
using SBG.Projections.Kernel;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;

namespace SBG.Api.Hosting;

/// <summary>The event store and the durable messages: one PostgreSQL database, one transaction.</summary>
public static class StoreHosting
{
    /// <summary>Registers Marten, Wolverine and the kernel on the database that <c>ConnectionStrings:Sbg</c> names.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="contexts">Each context's states and views.</param>
    public static void AddStore(this WebApplicationBuilder builder, params Action<StoreOptions>[] contexts)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        var connection = configuration.GetConnectionString("Sbg") ?? throw new InvalidOperationException("ConnectionStrings:Sbg must name the database.");

        // Within 2 s a caller is told that the database is away. Nothing changes a connection's settings for longer than a transaction, and
        // advisory locks are released by name: between two uses there is nothing to reset.
        services.AddSingleton(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Timeout = 2, MaxAutoPrepare = 100, NoResetOnClose = true }));
        services.AddMarten(provider =>
            {
                var options = new StoreOptions();
                options.ConfigureKernel();
                options.AddKernelTables();
                options.Events.TimeProvider = provider.GetRequiredService<TimeProvider>();
                foreach (var configure in contexts)
                {
                    configure(options);
                }

                return options;
            })
            .UseLightweightSessions()
            .UseNpgsqlDataSource()
            .IntegrateWithWolverine(integration =>
            {
                integration.MessageStorageSchemaName = "wolverine";
                integration.UseWolverineManagedEventSubscriptionDistribution = true;
                integration.UseFastEventForwarding = true;
            });

        services.CritterStackDefaults(defaults =>
        {
            // Outside of Development the schema is changed by an explicit step only: `db-apply`.
            defaults.Development.ResourceAutoCreate = AutoCreate.CreateOrUpdate;
            defaults.Production.ResourceAutoCreate = AutoCreate.None;
            defaults.Development.GeneratedCodeMode = defaults.Production.GeneratedCodeMode = CodeMode;
        });
        if (builder.Environment.IsDevelopment())
        {
            services.AddResourceSetupOnStartup();
        }

        builder.Host.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(StoreHosting).Assembly;
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableLocalQueues();
            options.Policies.AddMiddleware(typeof(SystemActor));
            options.EnableRelayOfUserName = true;
            options.OnException<ConcurrencyException>().RetryWithCooldown(
                TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500));
            options.OnException<NpgsqlException>().RetryWithCooldown(
                TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));

            // A node that was killed is replaced, and its messages taken over, within 15 seconds.
            options.Durability.HealthCheckPollingTime = TimeSpan.FromSeconds(2);
            options.Durability.StaleNodeTimeout = TimeSpan.FromSeconds(8);
            options.Durability.FirstHealthCheckExecution = TimeSpan.FromMilliseconds(500);
            options.Durability.CheckAssignmentPeriod = TimeSpan.FromSeconds(3);
            options.Durability.NodeReassignmentPollingTime = TimeSpan.FromSeconds(1);
            options.Durability.ScheduledJobFirstExecution = TimeSpan.FromMilliseconds(500);
            options.Durability.ScheduledJobPollingTime = TimeSpan.FromSeconds(1);
        });

        services.AddSingleton<Numbers>();
        services.AddSingleton<Vault>();
        services.AddSingleton<Idempotency>();
        services.AddHostedService<IdempotencyPurge>();
        services.AddScoped<Recorder>();
        services.AddScoped<Reading>();
        services.AddScoped<Histories>();
        services.AddSingleton(_ => SealingKeys.Read(configuration, builder.Environment));
    }

    // Release runs the handler code that the build generated; Debug generates while it runs.
    private static TypeLoadMode CodeMode =>
#if STATIC_HANDLERS
        TypeLoadMode.Static;
#else
        TypeLoadMode.Dynamic;
#endif
}
