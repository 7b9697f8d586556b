using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SBG.Api.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SBG.Api.Identity;

/// <summary>
/// The issuer of a development installation: discovery, keys, client credentials for the demonstration's personas, whose secret is <c>demo</c>, and
/// authorisation code with PKCE for the portal, where one chooses a persona. It keeps nothing, and Production refuses to start with it.
/// </summary>
/// <param name="Issuer">The issuer that tokens name.</param>
/// <param name="Key">The key that signs them.</param>
internal sealed record EmbeddedIssuer(string Issuer, SecurityKey Key)
{
    /// <summary>The portal, as a client of this issuer: public, bound by PKCE.</summary>
    public const string PortalClient = "portal";

    private const string Secret = "demo";

    /// <summary>The issuer's name and address.</summary>
    /// <param name="configuration"><c>Identity:Issuer</c>.</param>
    public static string IssuerOf(IConfiguration configuration) => configuration["Identity:Issuer"] ?? "http://127.0.0.1:8080/";

    public static EmbeddedIssuer Add(WebApplicationBuilder builder)
    {
        var issuer = IssuerOf(builder.Configuration);
        var audience = builder.Configuration["Identity:Audience"] ?? IdentityHosting.DefaultAudience;
        var key = SigningKey(builder.Configuration);
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetIssuer(new Uri(issuer)).SetTokenEndpointUris("connect/token").AllowClientCredentialsFlow();
            options.SetAuthorizationEndpointUris(PersonaChoice.Path).AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.EnableDegradedMode().DisableAccessTokenEncryption().SetAccessTokenLifetime(TimeSpan.FromHours(1));
            options.AddSigningKey(key).AddEphemeralEncryptionKey();
            options.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough();
            options.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context => Validate(context, new(issuer))));
            options.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Validate));
            options.AddEventHandler<OpenIddictServerEvents.HandleTokenRequestContext>(handler => handler.UseInlineHandler(context => Issue(context, audience)));
        });
        return new(issuer, key);
    }

    private static ValueTask Validate(OpenIddictServerEvents.ValidateTokenRequestContext context)
    {
        var known = context.Request.IsAuthorizationCodeGrantType() ? context.ClientId == PortalClient : Persona.Of(context.ClientId) is not null && context.ClientSecret == Secret;
        if (!known)
        {
            context.Reject(Errors.InvalidClient, "Unknown persona, or not its secret.");
        }

        return default;
    }

    /// <summary>A code goes back to the portal of this installation only.</summary>
    private static ValueTask Validate(OpenIddictServerEvents.ValidateAuthorizationRequestContext context, Uri issuer)
    {
        var back = Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var told) && told.Authority == issuer.Authority && told.AbsolutePath == Portal.SignIn.PortalSignIn.CallbackPath;
        if (context.ClientId != PortalClient || !back)
        {
            context.Reject(Errors.InvalidClient, "Only the portal of this installation signs people in.");
        }

        return default;
    }

    private static ValueTask Issue(OpenIddictServerEvents.HandleTokenRequestContext context, string audience)
    {
        // A code carries who was chosen; client credentials name the persona.
        context.SignIn(context.Request.IsAuthorizationCodeGrantType() ? context.Principal! : PrincipalOf(Persona.Of(context.ClientId)!, audience));
        return default;
    }

    /// <summary>Who a persona is, as tokens say it.</summary>
    /// <param name="persona">The persona.</param>
    /// <param name="audience">Whom the token is for.</param>
    public static ClaimsPrincipal PrincipalOf(Persona persona, string audience)
    {
        var identity = new ClaimsIdentity("embedded", Claims.Name, "roles");
        identity.SetClaim(Claims.Subject, persona.Subject).SetClaim(Claims.Name, persona.Name).SetClaim("org", persona.Organisation);
        identity.SetClaims("roles", persona.Roles);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity).SetResources(audience);
    }

    private static ECDsaSecurityKey SigningKey(IConfiguration configuration)
    {
        var secrets = DevelopmentSecrets.LoadOrCreate(configuration.SecretsFile());
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(Convert.FromBase64String(secrets.SigningKey), out _);
        return new(ecdsa) { KeyId = Convert.ToHexStringLower(SHA256.HashData(ecdsa.ExportSubjectPublicKeyInfo())[..8]) };
    }
}
