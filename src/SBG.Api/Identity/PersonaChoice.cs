using System.Net.Mime;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SBG.Api.Kernel.Http;

namespace SBG.Api.Identity;

/// <summary>The page of the embedded issuer where one chooses whom to be. It says that this is a demonstration; Production never shows it.</summary>
internal static class PersonaChoice
{
    /// <summary>The authorisation endpoint.</summary>
    public const string Path = "connect/authorize";

    private const string Choice = "persona";

    private static readonly (string Id, string Fr, string En)[] Offered =
    [
        ("ana@requester.cegep-fjord", "Ana, employée du Cégep du Fjord", "Ana, employee of the Cégep du Fjord"),
        ("denis@approver.cegep-fjord", "Denis, approbateur du Cégep du Fjord", "Denis, approver of the Cégep du Fjord"),
        ("chloe@client-manager.cegep-fjord", "Chloé, gestionnaire du Cégep du Fjord", "Chloé, manager of the Cégep du Fjord"),
        ("bruno@agent.mcn", "Bruno, intervenant du fournisseur", "Bruno, agent of the provider"),
        ("service-manager.mcn", "Gestionnaire de services du fournisseur", "Service manager of the provider"),
        ("finance.mcn", "Finances du fournisseur", "Finance of the provider"),
        ("auditor.mcn", "Auditrice du fournisseur", "Auditor of the provider"),
    ];

    public static void MapPersonaChoice(this IEndpointRouteBuilder routes, string audience) =>
        routes.MapGet("/" + Path, (HttpContext context) =>
        {
            var request = context.GetOpenIddictServerRequest() ?? throw new BadHttpRequestException("Not an authorisation request.");
            return Persona.Of((string?)request.GetParameter(Choice)) is { } persona
                ? Results.SignIn(EmbeddedIssuer.PrincipalOf(persona, audience).SetScopes(request.GetScopes()), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
                : Ask(context);
        }).Public().ExcludeFromDescription();

    private static IResult Ask(HttpContext context)
    {
        var (english, text) = (Language.Of(context.Request) == "en", HtmlEncoder.Default);
        var hidden = string.Concat(context.Request.Query.Where(parameter => parameter.Key != Choice)
            .Select(parameter => $"""<input type="hidden" name="{text.Encode(parameter.Key)}" value="{text.Encode(parameter.Value.ToString())}">"""));

        var buttons = string.Concat(Offered.Select(one => $"""<li><button name="{Choice}" value="{one.Id}">{text.Encode(english ? one.En : one.Fr)}</button></li>"""));
        var (title, note, other, go) = english
            ? ("Whom do you want to be?", "A demonstration: these people are invented, and there is no password.", "Someone else: role.organisation", "Continue")
            : ("Qui voulez-vous être ?", "Une démonstration : ces personnes sont inventées, et il n’y a pas de mot de passe.", "Quelqu’un d’autre : rôle.organisme", "Continuer");
        context.Response.Headers.ContentSecurityPolicy = Portal.PortalHeaders.ContentSecurityPolicy;
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="{(english ? "en" : "fr")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title><link rel="stylesheet" href="{Portal.Assets.PortalAssets.StylePath}"><link rel="icon" href="data:,"></head>
            <body><main class="narrow"><h1>{title}</h1><p>{note}</p>
            <form method="get"><div hidden>{hidden}</div><ul class="choices">{buttons}</ul></form>
            <form method="get"><div hidden>{hidden}</div><p class="field"><label for="persona">{other}</label>
            <input id="persona" name="{Choice}" required maxlength="250" autocapitalize="none" spellcheck="false"></p><p><button>{go}</button></p></form>
            </main></body></html>
            """,
            MediaTypeNames.Text.Html + "; charset=utf-8");
    }
}
