using System.Net.Mime;
using System.Threading.RateLimiting;

namespace SBG.Api.Kernel.Http;

/// <summary>The contract's conventions, each once, for every endpoint.</summary>
public static class Edge
{
    /// <summary>Registers what the conventions need.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration"><c>RateLimit:PermitsPerSecond</c>: per token subject; 0, the default, is no limit; <c>RateLimit:Burst</c>.</param>
    public static IServiceCollection AddEdge(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

        var permits = configuration.GetValue("RateLimit:PermitsPerSecond", 0);
        var burst = configuration.GetValue("RateLimit:Burst", Math.Max(1, permits * 2));
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = permits == 0
                ? PartitionedRateLimiter.Create<HttpContext, int>(_ => RateLimitPartition.GetNoLimiter(0))
                : PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
                    context.User.FindFirst("sub")?.Value ?? context.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
                    _ => new() { TokenLimit = burst, TokensPerPeriod = permits, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));
        });
        return services;
    }

    /// <summary>What comes before routing.</summary>
    /// <param name="app">The application.</param>
    public static void UseEdge(this IApplicationBuilder app) => app.UseMiddleware<EdgeMiddleware>();

    /// <summary>What comes after authorisation: nothing is told of a resource to those who may not see it.</summary>
    /// <param name="app">The application.</param>
    public static void UseStrictRequests(this IApplicationBuilder app)
    {
        app.UseRateLimiter();
        app.UseMiddleware<StrictRequest>();
        app.UseMiddleware<StrictQuery>();
        app.UseMiddleware<StrictBody>();
    }

    /// <summary>The published registry of problems: what <c>type</c> leads to.</summary>
    /// <param name="routes">The routes.</param>
    public static void MapProblems(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/problems", () => Results.Json(ProblemRegistry.All.Values.OrderBy(kind => kind.Code, StringComparer.Ordinal), ApiJson.Options)).Public().ExcludeFromDescription();
        routes.MapGet("/problems/{**code}", (string code, HttpContext context) =>
            ProblemRegistry.All.TryGetValue(code, out var kind)
                ? Results.Content(ProblemPage.Of(kind, Language.Of(context.Request)), MediaTypeNames.Text.Html + "; charset=utf-8")
                : Problem.Of("resource/not-found")).Public().ExcludeFromDescription();
    }
}
