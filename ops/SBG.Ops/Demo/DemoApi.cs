using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SBG.Ops.Demo;

/// <summary>The public API as its callers use it: over HTTP, with a token, as one persona or another.</summary>
/// <param name="url">Where it serves.</param>
public sealed class DemoApi(Uri url) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new();

    /// <summary>Reads.</summary>
    /// <param name="persona">Who.</param>
    /// <param name="path">What.</param>
    /// <param name="status">The status to expect.</param>
    public Task<DemoAnswer> Get(string persona, string path, int status = 200) => Call(persona, HttpMethod.Get, path, null, null, status);

    /// <summary>Gives a command.</summary>
    /// <param name="persona">Who.</param>
    /// <param name="path">What.</param>
    /// <param name="body">With what; null: nothing.</param>
    /// <param name="at">On which version; null: a new resource, or a calculation.</param>
    /// <param name="status">The status to expect.</param>
    public Task<DemoAnswer> Post(string persona, string path, object? body = null, DemoAnswer? at = null, int? status = null) =>
        Call(persona, HttpMethod.Post, path, body, at?.ETag, status ?? (at is null ? 201 : 200));

    /// <summary>Gives a command that may be refused.</summary>
    /// <param name="persona">Who.</param>
    /// <param name="path">What.</param>
    /// <param name="body">With what; null: nothing.</param>
    /// <param name="at">On which version; null: a new resource.</param>
    /// <returns>The status, and what was answered with it.</returns>
    public async Task<(int Status, DemoAnswer Answer)> Try(string persona, string path, object? body = null, DemoAnswer? at = null)
    {
        using var answer = await Send(persona, HttpMethod.Post, path, body, at?.ETag);
        return ((int)answer.StatusCode, Read(answer, await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Reads until it is as wanted.</summary>
    /// <param name="persona">Who.</param>
    /// <param name="path">What.</param>
    /// <param name="wanted">What to wait for.</param>
    /// <exception cref="DemoException">It is not so within a minute.</exception>
    public async Task<DemoAnswer> Until(string persona, string path, Predicate<JsonElement> wanted)
    {
        using var stop = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var last = await Get(persona, path); ; last = await Get(persona, path))
        {
            if (wanted(last.Json))
            {
                return last;
            }

            try
            {
                await tick.WaitForNextTickAsync(stop.Token);
            }
            catch (OperationCanceledException)
            {
                throw new DemoException($"{path} reste à {last.Json}");
            }
        }
    }

    /// <summary>Whether a resource exists for someone.</summary>
    /// <param name="persona">Who.</param>
    /// <param name="path">What.</param>
    public async Task<bool> Exists(string persona, string path)
    {
        using var answer = await Send(persona, HttpMethod.Get, path, null, null);
        return answer.IsSuccessStatusCode;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<DemoAnswer> Call(string persona, HttpMethod method, string path, object? body, string? eTag, int status)
    {
        using var answer = await Send(persona, method, path, body, eTag);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != status)
        {
            throw new DemoException($"{method} {path} par {persona} : {(int)answer.StatusCode} au lieu de {status}. {text}");
        }

        return Read(answer, text);
    }

    private static DemoAnswer Read(HttpResponseMessage answer, string text) => new(
        text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, answer.Headers.ETag?.ToString() ?? string.Empty, answer.Headers.Location?.ToString() ?? string.Empty);

    private async Task<HttpResponseMessage> Send(string persona, HttpMethod method, string path, object? body, string? eTag)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.GetOrAdd(persona, Token));
        if (eTag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", eTag);
        }

        return await _http.SendAsync(request);
    }

    private async Task<string> Token(string persona)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = persona, ["client_secret"] = "demo" });
        using var answer = await _http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return told.TryGetProperty("access_token", out var token) ? token.GetString()! : throw new DemoException($"Aucun jeton pour {persona} : {told}");
    }
}

/// <summary>An answer.</summary>
/// <param name="Json">Its body.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Location">Where the resource is.</param>
public sealed record DemoAnswer(JsonElement Json, string ETag, string Location)
{
    /// <summary>A member as text; members of members by dots.</summary>
    /// <param name="path">E.g. <c>monthlyTotal.amount</c>.</param>
    public string this[string path] => path.Split('.').Aggregate(Json, (json, name) => json.GetProperty(name)).ToString();

    /// <summary>The id.</summary>
    public string Id => this["id"];

    /// <summary>The items of a page.</summary>
    public IEnumerable<JsonElement> Items => Json.GetProperty("items").EnumerateArray();
}

/// <summary>The service did something else than the demonstration expects.</summary>
/// <param name="message">What.</param>
public sealed class DemoException(string message) : Exception(message);
