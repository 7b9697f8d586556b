using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;

namespace SBG.Api.Identity;

/// <summary>Who may call: bearer JWTs of the organisation's OIDC provider, or of the embedded issuer in Development.</summary>
public static class IdentityHosting
{
    /// <summary>The audience that tokens name.</summary>
    public const string DefaultAudience = "sbg";

    /// <summary>Registers authentication and the one authorisation policy.</summary>
    /// <param name="builder">
    /// Configuration: <c>Identity:Authority</c> (an OIDC issuer; demanded in Production), <c>Identity:Audience</c>,
    /// <c>Identity:Issuer</c> (of the embedded issuer).
    /// </param>
    /// <exception cref="InvalidOperationException">In Production without an authority.</exception>
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        var authority = AuthorityOf(configuration);
        if (authority is null && !builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException("Identity:Authority must name the organisation's OIDC provider.");
        }

        var embedded = authority is null ? EmbeddedIssuer.Add(builder) : null;
        services.AddSingleton<CachedTokens>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<CachedTokens, TimeProvider>((options, tokens, clock) =>
        {
            options.MapInboundClaims = false;
            options.TimeProvider = clock;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(tokens);
            tokens.MapInboundClaims = false;
            options.Events = new() { OnChallenge = Challenge };
            options.TokenValidationParameters = new()
            {
                ValidAudience = configuration["Identity:Audience"] ?? DefaultAudience,
                NameClaimType = "name",
                RoleClaimType = "roles",
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
                LifetimeValidator = (from, until, _, parameters) => IsAlive(from, until, clock.GetUtcNow().UtcDateTime, parameters.ClockSkew),
                ClockSkew = TimeSpan.FromSeconds(30),
                RequireExpirationTime = true,
            };
            if (embedded is null)
            {
                options.Authority = authority;
            }
            else
            {
                options.TokenValidationParameters.ValidIssuer = embedded.Issuer;
                options.TokenValidationParameters.IssuerSigningKey = embedded.Key;
            }
        });

        services.AddSingleton<IAuthorizationHandler, ContractPolicy.Handler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ContractPolicy.Answering>();
        services.AddAuthorizationBuilder()
            .AddPolicy(ContractPolicy.Name, policy => policy.RequireAuthenticatedUser().AddRequirements(new ContractPolicy()))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build());
    }

    /// <summary>The organisation's OIDC provider; null: the embedded issuer.</summary>
    /// <param name="configuration"><c>Identity:Authority</c>.</param>
    internal static string? AuthorityOf(IConfiguration configuration) => configuration["Identity:Authority"] is { Length: > 0 } told ? told : null;

    private static async Task Challenge(JwtBearerChallengeContext challenge)
    {
        challenge.HandleResponse();
        challenge.Response.Headers.WWWAuthenticate = challenge.AuthenticateFailure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        await Kernel.Http.Problem.Of("auth/missing-token").ExecuteAsync(challenge.HttpContext);
    }

    private static bool IsAlive(DateTime? from, DateTime? until, DateTime now, TimeSpan skew) =>
        until is { } end && now < end + skew && (from is not { } start || start - skew <= now);
}
