using System.Security.Cryptography;
using SBG.Api.Kernel.Http;

namespace SBG.Api.Portal.Assets;

/// <summary>The portal's own files. Their path holds the hash of their bytes: a browser keeps them for good, and never an old one.</summary>
internal static class PortalAssets
{
    private static readonly byte[] Style = Read("portal.css");

    /// <summary>Where the style sheet is.</summary>
    public static string StylePath { get; } = $"/portail/actifs/{Convert.ToHexStringLower(SHA256.HashData(Style)[..8])}.css";

    public static void MapPortalAssets(this IEndpointRouteBuilder portal) => portal.MapGet(StylePath, (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(Style, "text/css; charset=utf-8");
    }).Public().ExcludeFromDescription();

    private static byte[] Read(string name)
    {
        var assembly = typeof(PortalAssets).Assembly;
        using var stream = assembly.GetManifestResourceStream($"SBG.Api.Portal.Assets.{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
