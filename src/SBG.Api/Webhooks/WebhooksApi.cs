namespace SBG.Api.Webhooks;

/// <summary>The context's endpoints and services.</summary>
public static class WebhooksApi
{
    /// <summary>Registers what serves subscriptions.</summary>
    /// <param name="services">The services.</param>
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookRetry>();
        services.AddSingleton<WebhookMessages>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookService>();
        services.AddScoped<WebhookDesk>();
        services.AddHostedService<WebhookRound>();
        WebhookSender.Register(services);
    }

    /// <summary>Maps the endpoints.</summary>
    /// <param name="api">The routes.</param>
    public static void MapWebhooks(this IEndpointRouteBuilder api) => WebhookEndpoints.Map(api);
}
