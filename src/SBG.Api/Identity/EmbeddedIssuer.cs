using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SBG.Api.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SBG.Api.Identity;

/// <summary>
/// The issuer of a development installation: discovery, keys and client credentials for the demonstration's personas, whose
/// secret is <c>demo</c>. It keeps nothing, and Production refuses to start with it.
/// </summary>
/// <param name="Issuer">The issuer that tokens name.</param>
/// <param name="Key">The key that signs them.</param>
internal sealed record EmbeddedIssuer(string Issuer, SecurityKey Key)
{
    private const string Secret = "demo";

    public static EmbeddedIssuer Add(WebApplicationBuilder builder)
    {
        var issuer = builder.Configuration["Identity:Issuer"] ?? "http://127.0.0.1:8080/";
        var audience = builder.Configuration["Identity:Audience"] ?? IdentityHosting.DefaultAudience;
        var key = SigningKey(builder.Configuration);
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetIssuer(new Uri(issuer)).SetTokenEndpointUris("connect/token").AllowClientCredentialsFlow();
            options.EnableDegradedMode().DisableAccessTokenEncryption().SetAccessTokenLifetime(TimeSpan.FromHours(1));
            options.AddSigningKey(key).AddEphemeralEncryptionKey();
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            options.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Validate));
            options.AddEventHandler<OpenIddictServerEvents.HandleTokenRequestContext>(handler => handler.UseInlineHandler(context => Issue(context, audience)));
        });
        return new(issuer, key);
    }

    private static ValueTask Validate(OpenIddictServerEvents.ValidateTokenRequestContext context)
    {
        if (Persona.Of(context.ClientId) is null || context.ClientSecret != Secret)
        {
            context.Reject(Errors.InvalidClient, "Unknown persona, or not its secret.");
        }

        return default;
    }

    private static ValueTask Issue(OpenIddictServerEvents.HandleTokenRequestContext context, string audience)
    {
        var persona = Persona.Of(context.ClientId)!;
        var identity = new ClaimsIdentity("embedded", Claims.Name, "roles");
        identity.SetClaim(Claims.Subject, persona.Subject).SetClaim(Claims.Name, persona.Name).SetClaim("org", persona.Organisation);
        identity.SetClaims("roles", persona.Roles);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity).SetResources(audience));
        return default;
    }

    private static ECDsaSecurityKey SigningKey(IConfiguration configuration)
    {
        var secrets = DevelopmentSecrets.LoadOrCreate(configuration.SecretsFile());
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(Convert.FromBase64String(secrets.SigningKey), out _);
        return new(ecdsa) { KeyId = Convert.ToHexStringLower(SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo())[..8]) };
    }
}
