using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Net.Http.Headers;

namespace SBG.Api.Kernel.Http;

/// <summary>One address per resource and only the formats that there are: exact path, acceptable answer.</summary>
/// <param name="next">The rest.</param>
internal sealed class StrictRequest(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<EndpointContract>() is null)
        {
            return next(context);
        }

        if (!IsExact(endpoint.RoutePattern, context.Request.Path.Value!))
        {
            return Problem.Of("resource/not-found").ExecuteAsync(context);
        }

        return IsAcceptable(context.Request, endpoint) ? next(context) : Problem.Of("request/not-acceptable").ExecuteAsync(context);
    }

    private static bool IsExact(RoutePattern pattern, string path)
    {
        var segments = path.AsSpan(1);
        foreach (var expected in pattern.PathSegments)
        {
            var slash = segments.IndexOf('/');
            var actual = slash < 0 ? segments : segments[..slash];
            if (expected.Parts is [RoutePatternLiteralPart literal] && !actual.SequenceEqual(literal.Content))
            {
                return false;
            }

            if (slash < 0)
            {
                return true;
            }

            segments = segments[(slash + 1)..];
        }

        return false; // a trailing slash
    }

    private static bool IsAcceptable(HttpRequest request, RouteEndpoint endpoint)
    {
        if (request.Headers.Accept.Count == 0)
        {
            return true;
        }

        foreach (var wanted in request.GetTypedHeaders().Accept)
        {
            if (wanted.Quality == 0)
            {
                continue;
            }

            if (wanted.MatchesAllTypes || IsJson(wanted)
                || endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().SelectMany(metadata => metadata.ContentTypes).Any(type => new MediaTypeHeaderValue(type).IsSubsetOf(wanted)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsJson(MediaTypeHeaderValue wanted) =>
        wanted.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
        && (wanted.MatchesAllSubTypes || wanted.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || wanted.SubType.Equals("problem+json", StringComparison.OrdinalIgnoreCase));
}
