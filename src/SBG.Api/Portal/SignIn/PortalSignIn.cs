using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;
using SBG.Api.Identity;
using SBG.Api.Kernel.Http;
using SBG.Api.Portal.Calls;
using SBG.Api.Portal.Words;

namespace SBG.Api.Portal.SignIn;

/// <summary>How people sign in to the portal: authorisation code with PKCE at the OIDC provider, then a cookie that only this service can read.</summary>
internal static class PortalSignIn
{
    /// <summary>The scheme of the cookie, which holds the token that the API is called with.</summary>
    public const string Scheme = "portal";

    /// <summary>The policy of every page: someone is signed in. What that person may do, the API says.</summary>
    public const string Policy = "portal";

    /// <summary>Where the provider sends people back to.</summary>
    public const string CallbackPath = "/portail/connexion/retour";

    private const string Provider = "portal-provider";

    public static void AddPortalSignIn(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var authority = IdentityHosting.AuthorityOf(configuration);
        builder.Services.AddAuthentication()
            .AddCookie(Scheme, options =>
            {
                options.Cookie.Name = "sbg-portail";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax; // Strict would drop it on the way back from the provider
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.SlidingExpiration = false;
                options.ForwardChallenge = Provider;
            })
            .AddOpenIdConnect(Provider, options =>
            {
                options.SignInScheme = Scheme;
                options.Authority = authority ?? EmbeddedIssuer.IssuerOf(configuration);
                options.RequireHttpsMetadata = authority is not null;
                options.ClientId = configuration["Portal:ClientId"] ?? EmbeddedIssuer.PortalClient;
                options.ClientSecret = configuration["Portal:ClientSecret"];
                options.ResponseType = "code";
                options.ResponseMode = "query";
                options.UsePkce = true;
                options.SaveTokens = true;
                options.UseTokenLifetime = true;
                options.MapInboundClaims = false;
                options.CallbackPath = CallbackPath;
                options.Scope.Clear();
                foreach (var scope in (configuration["Portal:Scope"] ?? "openid").Split(' '))
                {
                    options.Scope.Add(scope);
                }

                // By query and Lax, so that they come back over plain HTTP on this machine, too.
                options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
                options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.Events.OnTokenValidated = TakeClaims;
                options.Events.OnRemoteFailure = BeginAgain;
            });
        builder.Services.AddOptions<OpenIdConnectOptions>(Provider).Configure<Inside>((options, inside) =>
        {
            if (authority is null)
            {
                options.BackchannelHttpHandler = inside; // the embedded issuer is this service
            }
        });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policy, new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
    }

    public static void MapSignIn(this IEndpointRouteBuilder portal)
    {
        portal.MapPost("/portail/deconnexion", SignOut).RequireAuthorization(Policy).ExcludeFromDescription();
        portal.MapGet("/portail/connexion", (string? retour, HttpContext context) =>
            Results.Challenge(new() { RedirectUri = LocalPath.Of(retour) }, [Scheme])).Public().ExcludeFromDescription();
        portal.MapGet("/portail/langue/{language}", (string language, string? retour, HttpContext context) =>
        {
            context.Response.Cookies.Append(PortalWords.Cookie, language == "en" ? "en" : "fr", new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365) });
            return Results.LocalRedirect(LocalPath.Of(retour));
        }).Public().ExcludeFromDescription();
    }

    /// <summary>The page shows and hides by the same claims that the API decides by: those of the access token.</summary>
    private static Task TakeClaims(TokenValidatedContext context)
    {
        var token = new JsonWebToken(context.TokenEndpointResponse!.AccessToken);
        var claims = token.Claims.Where(claim => claim.Type is "sub" or "name" or "org" or "roles");
        context.Principal = new(new ClaimsIdentity(claims, Scheme, "name", "roles"));
        context.Properties!.ExpiresUtc = token.ValidTo; // signed in as long as the API takes the token
        return Task.CompletedTask;
    }

    /// <summary>A sign-in that was left open too long, or opened twice, begins anew instead of ending in an error.</summary>
    private static Task BeginAgain(RemoteFailureContext context)
    {
        context.Response.Redirect("/portail/au-revoir");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static async Task<IResult> SignOut(HttpContext context, Microsoft.AspNetCore.Antiforgery.IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        await context.SignOutAsync(Scheme);
        return Results.LocalRedirect("/portail/au-revoir");
    }
}
