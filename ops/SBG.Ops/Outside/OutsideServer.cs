using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SBG.Ops.Outside;

/// <summary>A request that an outside system received.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Query">Its query.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
public sealed record Received(string Method, string Path, IQueryCollection Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>An answer of an outside system.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Written as JSON; null: none.</param>
public sealed record Told(int Status, object? Body = null)
{
    /// <summary>Text instead of JSON.</summary>
    public string? Raw { get; init; }

    /// <summary>Seconds of <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }
}

/// <summary>What goes wrong with a request.</summary>
public enum Mishap
{
    /// <summary>It is answered as the fault says, without being looked at.</summary>
    Refused,

    /// <summary>It is done, and its answer never comes.</summary>
    AnswerLost,

    /// <summary>It is done, and its answer is another than it should be.</summary>
    AnswerMangled,

    /// <summary>It is not looked at and never answered.</summary>
    Ignored,
}

/// <summary>An outside system: a real HTTP server on a loopback port, with state of its own and faults on demand.</summary>
public abstract class OutsideServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<(Predicate<Received> Which, Mishap Mishap, Told Answer)> _faults = new();
    private readonly ConcurrentQueue<Received> _log = new();
    private readonly CancellationTokenSource _closing = new();
    private WebApplication? _app;

    /// <summary>Its address.</summary>
    public string Url { get; private set; } = null!;

    /// <summary>All that it received, in order.</summary>
    public IReadOnlyList<Received> Log => [.. _log];

    /// <summary>What goes wrong with a request of which nothing was said; null: nothing does.</summary>
    public Func<Received, (Mishap Mishap, Told Answer)?>? Odds { get; set; }

    /// <summary>Lets the next request go wrong that fits.</summary>
    /// <param name="which">Which.</param>
    /// <param name="mishap">What goes wrong.</param>
    /// <param name="answer">What is answered, if anything.</param>
    public void Fail(Predicate<Received> which, Mishap mishap, Told? answer = null) => _faults.Enqueue((which, mishap, answer ?? new(500)));

    /// <summary>Lets the next request with that method go wrong.</summary>
    /// <param name="method">The method.</param>
    /// <param name="mishap">What goes wrong.</param>
    /// <param name="answer">What is answered, if anything.</param>
    public void Fail(string method, Mishap mishap, Told? answer = null) => Fail(request => request.Method == method, mishap, answer);

    /// <summary>Starts it.</summary>
    /// <typeparam name="TServer">Which.</typeparam>
    /// <param name="server">It.</param>
    public static async Task<TServer> Start<TServer>(TServer server)
        where TServer : OutsideServer
    {
        ArgumentNullException.ThrowIfNull(server);
        await server.Open();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app!.DisposeAsync();
        _closing.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Does what is asked.</summary>
    /// <param name="request">The request.</param>
    protected abstract Told Answer(Received request);

    private async Task Open()
    {
        Url = $"http://127.0.0.1:{Ports.Free()}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Url);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(Serve);
        await _app.StartAsync();
    }

    private async Task Serve(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new Received(
            context.Request.Method, context.Request.Path, context.Request.Query,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        var (fault, planned) = Take(request);
        if (fault is Mishap.Ignored)
        {
            _log.Enqueue(request);
            await Silence(context);
            return;
        }

        var told = fault is Mishap.Refused ? planned! : Answer(request);
        _log.Enqueue(request);
        if (fault is Mishap.AnswerLost)
        {
            await Silence(context);
            return;
        }

        await Write(context.Response, fault is Mishap.AnswerMangled ? planned! : told);
    }

    private (Mishap? Fault, Told? Answer) Take(Received request)
    {
        lock (_faults)
        {
            for (var left = _faults.Count; left > 0 && _faults.TryDequeue(out var fault); left--)
            {
                if (fault.Which(request))
                {
                    return (fault.Mishap, fault.Answer);
                }

                _faults.Enqueue(fault);
            }
        }

        return Odds?.Invoke(request) is { } drawn ? drawn : (null, null);
    }

    // Until the caller hangs up.
    private async Task Silence(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        context.Abort();
    }

    private static async Task Write(HttpResponse response, Told told)
    {
        response.StatusCode = told.Status;
        if (told.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (told.Location is { } location)
        {
            response.Headers.Location = location;
        }

        if (told.Raw is { } raw)
        {
            await response.WriteAsync(raw);
        }
        else if (told.Body is { } body)
        {
            await response.WriteAsJsonAsync(body, JsonSerializerOptions.Default);
        }
    }
}
