using Microsoft.AspNetCore.DataProtection;
using SBG.Api.Identity;
using SBG.Api.Portal.Assets;
using SBG.Api.Portal.Calls;
using SBG.Api.Portal.Layout;
using SBG.Api.Portal.SignIn;
using SBG.Api.Portal.Words;

namespace SBG.Api.Portal;

/// <summary>
/// The reference portal: pages, rendered on the server, of a client of the public API. It decides nothing and stores nothing; without a
/// <c>Portal:ClientId</c> at the organisation's OIDC provider there is none.
/// </summary>
public static class PortalHosting
{
    // Only where people are sent to sign in: calls are made by path.
    private static readonly Uri Own = new("http://portail.invalid/");

    /// <summary>Registers the portal.</summary>
    /// <param name="builder">
    /// Configuration: <c>Portal:ClientId</c>, <c>Portal:ClientSecret</c> and <c>Portal:Scope</c> at the provider that <c>Identity:Authority</c> names.
    /// </param>
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Serves(builder.Configuration))
        {
            return;
        }

        builder.AddPortalSignIn();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton<Inside>();
        builder.Services.AddSingleton<IDataProtectionProvider, KeyRingProtection>();
        builder.Services.AddScoped<PortalWords>();
        builder.Services.AddScoped(services =>
            new PortalApi(new(services.GetRequiredService<Inside>(), disposeHandler: false) { BaseAddress = Own }, services.GetRequiredService<IHttpContextAccessor>(), services.GetRequiredService<PortalWords>()));
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "sbg-formulaire";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    /// <summary>Where the portal's own calls enter: before everything else.</summary>
    /// <param name="app">The application.</param>
    public static void UsePortalCalls(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Services.GetService<Inside>()?.EnterAt(app);
    }

    /// <summary>Maps the pages.</summary>
    /// <param name="app">The application.</param>
    public static void MapPortal(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPortalAssets(); // the pages of problems have the same look
        if (!Serves(app.Configuration))
        {
            return;
        }

        if (IdentityHosting.AuthorityOf(app.Configuration) is null)
        {
            app.MapPersonaChoice(app.Configuration["Identity:Audience"] ?? IdentityHosting.DefaultAudience);
        }

        app.UseWhen(context => context.Request.Path.StartsWithSegments(LocalPath.Home), pages => pages.Use((context, next) =>
        {
            PortalHeaders.Set(context.Response.Headers);
            return next(context);
        }));
        app.UseAntiforgery();
        app.MapSignIn();
        app.MapRazorComponents<PortalRoot>().RequireAuthorization(PortalSignIn.Policy);
    }

    private static bool Serves(IConfiguration configuration) => IdentityHosting.AuthorityOf(configuration) is null || configuration["Portal:ClientId"] is { Length: > 0 };
}
