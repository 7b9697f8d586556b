using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using SBG.Domain.Kernel;

namespace SBG.Api.Kernel.Http;

/// <summary>What the contract lets a request say beside its body.</summary>
public static class HttpCall
{
    private static readonly object ActorKey = new();
    private static readonly object CorrelationKey = new();
    private static readonly object BodyKey = new();

    /// <summary>Who calls, from the token's claims.</summary>
    /// <param name="context">An authenticated request.</param>
    public static Actor Actor(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.TryGetValue(ActorKey, out var known))
        {
            return (Actor)known!;
        }

        var actor = ActorOf(context.User);
        context.Items[ActorKey] = actor;
        return actor;
    }

    /// <summary>The actor that a principal stands for.</summary>
    /// <param name="user">The token's claims: <c>sub</c>, <c>org</c>, <c>roles</c>.</param>
    public static Actor ActorOf(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new(user.FindFirstValue("sub") ?? string.Empty, user.FindFirstValue("org") ?? string.Empty, [.. user.FindAll("roles").Select(claim => claim.Value)]);
    }

    /// <summary>The request's correlation id, also its <c>X-Request-Id</c>.</summary>
    /// <param name="context">The request.</param>
    public static string CorrelationId(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items[CorrelationKey] as string ?? context.TraceIdentifier;
    }

    /// <summary>The body that was read and checked; empty when there is none.</summary>
    /// <param name="context">The request.</param>
    public static ReadOnlyMemory<byte> BodyBytes(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(BodyKey, out var bytes) ? (byte[])bytes! : ReadOnlyMemory<byte>.Empty;
    }

    /// <summary>The version that the caller demands by <c>If-Match</c>; null when absent.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="ProblemException">Not one strong entity tag of this service: it matches nothing, 412.</exception>
    public static long? IfMatch(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return null;
        }

        return header.Count == 1 && TryReadTag(header[0], out var version)
            ? version
            : throw new ProblemException("request/precondition-failed");
    }

    /// <summary>Whether the caller already has this version (<c>If-None-Match</c>, weak comparison).</summary>
    /// <param name="context">The request.</param>
    /// <param name="version">The current version.</param>
    public static bool IfNoneMatch(this HttpContext context, long version)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var header in context.Request.Headers.IfNoneMatch)
        {
            foreach (var part in (header ?? string.Empty).Split(',', StringSplitOptions.TrimEntries))
            {
                var tag = part.StartsWith("W/", StringComparison.Ordinal) ? part[2..] : part;
                if (tag == "*" || (TryReadTag(tag, out var known) && known == version))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the caller asks for a media type rather than JSON.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mediaType">The media type.</param>
    public static bool Prefers(this HttpRequest request, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.GetTypedHeaders().Accept.Where(wanted => wanted.Quality is not 0)
            .OrderByDescending(wanted => wanted.Quality ?? 1)
            .FirstOrDefault(wanted => Is(wanted.MediaType.Value, mediaType) || Is(wanted.MediaType.Value, "application/json") || wanted.MatchesAllTypes) is { } first
            && Is(first.MediaType.Value, mediaType);

        static bool Is(string? told, string type) => string.Equals(told, type, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Adds the <c>Link</c> to the next page: this request's URL with another cursor.</summary>
    /// <param name="context">The request.</param>
    /// <param name="cursor">Where the next page begins.</param>
    public static void LinkNext(this HttpContext context, string cursor)
    {
        ArgumentNullException.ThrowIfNull(context);
        var query = QueryHelpers.ParseQuery(context.Request.QueryString.Value);
        query["cursor"] = cursor;
        context.Response.Headers.Link = $"<{context.Request.PathBase}{context.Request.Path}{new QueryBuilder(query)}>; rel=\"next\"";
    }

    internal static void SetCorrelationId(this HttpContext context, string id) => context.Items[CorrelationKey] = id;

    internal static void SetBodyBytes(this HttpContext context, byte[] bytes) => context.Items[BodyKey] = bytes;

    private static bool TryReadTag(string? tag, out long version)
    {
        version = 0;
        return tag is ['"', .. var digits, '"'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
