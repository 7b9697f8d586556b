using System.Net.Sockets;
using Npgsql;

namespace SBG.Api.Kernel.Http;

/// <summary>
/// The outermost layer: a request id and the contract's headers on every answer, <c>HEAD</c> wherever there is <c>GET</c>, and a
/// problem for whatever ends without a body, the framework's own refusals and unexpected failures included.
/// </summary>
/// <param name="next">The rest.</param>
/// <param name="database">Whether it answers.</param>
/// <param name="log">The log.</param>
internal sealed class EdgeMiddleware(RequestDelegate next, DatabaseWatch database, ILogger<EdgeMiddleware> log)
{
    private const string RequestIdHeader = "X-Request-Id";

    public async Task InvokeAsync(HttpContext context)
    {
        SetHeaders(context);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await Guarded(context);
            return;
        }

        // The framework's routing knows nothing of HEAD: the endpoint answers as to GET, and the body is left out.
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        await Guarded(context);
        context.Request.Method = HttpMethods.Head;
    }

    private static void SetHeaders(HttpContext context)
    {
        var told = context.Request.Headers[RequestIdHeader];
        var id = told is [{ Length: > 0 and <= 100 } one] && one.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
            ? one
            : Guid.CreateVersion7().ToString();
        context.SetCorrelationId(id);
        var headers = context.Response.Headers;
        headers[RequestIdHeader] = id;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.Vary = "Accept-Language, Authorization";
        headers.ContentLanguage = Language.Of(context.Request);
    }

    private static Problem? ProblemOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => Problem.Of("request/malformed"),
        StatusCodes.Status401Unauthorized => Problem.Of("auth/missing-token"),
        StatusCodes.Status403Forbidden => Problem.Of("auth/forbidden"),
        StatusCodes.Status404NotFound => Problem.Of("resource/not-found"),
        StatusCodes.Status405MethodNotAllowed => Problem.Of("request/method-not-allowed"),
        StatusCodes.Status413PayloadTooLarge => Problem.Of("request/too-large"),
        StatusCodes.Status415UnsupportedMediaType => Problem.Of("request/media-type"),
        StatusCodes.Status429TooManyRequests => Problem.Of("request/rate-limited"),
        _ => null,
    };

    private async Task Guarded(HttpContext context)
    {
        try
        {
            await Answered(context);
        }
        catch (Exception failed) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }

            await ProblemOf(failed, context).ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentLength is not null || response.ContentType is not null)
        {
            return;
        }

        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            var allowed = response.Headers.Allow.ToString();
            response.Headers.Allow = allowed.Contains("GET", StringComparison.Ordinal) ? allowed + ", HEAD, OPTIONS" : allowed + ", OPTIONS";
            if (HttpMethods.IsOptions(context.Request.Method))
            {
                response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }
        }

        if (ProblemOf(context) is { } problem)
        {
            await problem.ExecuteAsync(context);
        }
    }

    /// <summary>
    /// The API's resources live in the database: nobody waits for one that is known to be away. What already waits there is left to
    /// itself, its connection with the caller closed after the answer so that nothing else ever uses its context: whether it is
    /// committed shows when the caller repeats it under the same idempotency key.
    /// </summary>
    private async Task Answered(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var away = database.Away;
        if (away.IsCancellationRequested)
        {
            throw new ProblemException("server/unavailable");
        }

        try
        {
            await next(context).WaitAsync(away);
        }
        catch (OperationCanceledException) when (away.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.Headers.Connection = "close";
            throw new ProblemException("server/unavailable");
        }
    }

    private Problem ProblemOf(Exception failed, HttpContext context)
    {
        switch (failed)
        {
            case ProblemException refused:
                return refused.Problem;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problem.Of("request/too-large");
            case BadHttpRequestException or EndOfStreamException:
                return Problem.Of("request/malformed");
        }

        if (IsDatabaseAway(failed))
        {
            log.LogWarning("The database does not answer: {Reason}", failed.GetBaseException().GetType().Name);
            return Problem.Of("server/unavailable");
        }

        log.LogError(failed, "Unexpected failure of {Method} {Endpoint}", context.Request.Method, context.GetEndpoint()?.DisplayName);
        return Problem.Of("server/error");
    }

    private static bool IsDatabaseAway(Exception failed)
    {
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            // Class 57: operator intervention (shutdown); 53: out of resources; 08: connection.
            if (cause is PostgresException { SqlState: [.. var @class, _, _, _] })
            {
                return @class is "57" or "53" or "08";
            }

            if (cause is SocketException or TimeoutException || (cause is NpgsqlException && cause is not PostgresException))
            {
                return true;
            }
        }

        return false;
    }
}
