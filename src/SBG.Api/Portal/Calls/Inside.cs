using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace SBG.Api.Portal.Calls;

/// <summary>Calls this service's own HTTP interface without a network between: the whole pipeline runs, from the edge on.</summary>
/// <param name="services">Makes the scope of each call.</param>
/// <param name="contexts">Makes its context.</param>
internal sealed class Inside(IServiceScopeFactory services, IHttpContextFactory contexts) : HttpMessageHandler
{
    private RequestDelegate? _pipeline;

    /// <summary>Where calls enter: what follows in the pipeline.</summary>
    /// <param name="app">The application.</param>
    public void EnterAt(IApplicationBuilder app) => app.Use(next =>
    {
        _pipeline = next;
        return next;
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Task<HttpResponseMessage> answer;

        // The call has a context of its own: what flows with the caller's, its current HttpContext first of all, must not reach it, nor be ended with it.
        using (ExecutionContext.SuppressFlow())
        {
            answer = Task.Run(() => Answer(request, body, cancellationToken), cancellationToken);
        }

        return await answer;
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, byte[] body, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var (told, written) = (new HttpResponseFeature(), new MemoryStream());
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestOf(request, body));
        features.Set<IHttpRequestBodyDetectionFeature>(new Body(body.Length > 0));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = stop });
        features.Set<IHttpResponseFeature>(told);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(written));
        features.Set<IServiceProvidersFeature>(new RequestServicesFeature(scope.ServiceProvider));
        var context = contexts.Create(features);
        try
        {
            await _pipeline!(context);
            await context.Response.CompleteAsync();
        }
        finally
        {
            contexts.Dispose(context);
        }

        return AnswerOf(request, told, written);
    }

    private static HttpRequestFeature RequestOf(HttpRequestMessage request, byte[] body)
    {
        var url = request.RequestUri!;
        var headers = new HeaderDictionary { ["Host"] = url.Authority };
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            headers[name] = values.ToArray();
        }

        if (body.Length > 0)
        {
            headers.ContentLength = body.Length;
        }

        return new()
        {
            Protocol = HttpProtocol.Http11,
            Method = request.Method.Method,
            Scheme = url.Scheme,
            Path = PathString.FromUriComponent(url).Value!,
            QueryString = url.Query,
            RawTarget = url.PathAndQuery,
            Headers = headers,
            Body = new MemoryStream(body, writable: false),
        };
    }

    private static HttpResponseMessage AnswerOf(HttpRequestMessage request, HttpResponseFeature told, MemoryStream written)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)told.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(written.ToArray()) };
        foreach (var (name, values) in told.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return answer;
    }

    private sealed record Body(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;

    private sealed class RequestServicesFeature(IServiceProvider services) : IServiceProvidersFeature
    {
        public IServiceProvider RequestServices { get; set; } = services;
    }
}
