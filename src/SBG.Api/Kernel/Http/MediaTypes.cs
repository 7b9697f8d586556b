using Microsoft.Net.Http.Headers;

namespace SBG.Api.Kernel.Http;

/// <summary>Which of the representations that an endpoint has is wanted.</summary>
public static class MediaTypes
{
    /// <summary>Whether the caller asks for a media type rather than JSON: what <c>Accept</c> prefers, the first of what it likes as much.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">The other representation's media type.</param>
    public static bool Prefers(this HttpRequest request, string type)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.GetTypedHeaders().Accept.Where(wanted => wanted.Quality is not 0)
            .OrderByDescending(wanted => wanted.Quality ?? 1)
            .FirstOrDefault(wanted => Is(wanted, type) || Is(wanted, "application/json") || wanted.MatchesAllTypes) is { } first && Is(first, type);
    }

    private static bool Is(MediaTypeHeaderValue wanted, string type) => wanted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
