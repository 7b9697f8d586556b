using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SBG.Testing;

/// <summary>Calls the service as a persona.</summary>
/// <param name="api">The service.</param>
/// <param name="persona">The persona.</param>
/// <param name="node">The node that is called; null: the first one.</param>
public sealed class Caller(Api api, string persona, OtherNode? node = null)
{
    private readonly List<(string Name, string Value)> _headers = [];

    /// <summary>The same caller, of another node.</summary>
    /// <param name="other">The node.</param>
    public Caller Of(OtherNode other)
    {
        var caller = new Caller(api, persona, other);
        caller._headers.AddRange(_headers);
        return caller;
    }

    /// <summary>The same caller, with one more header.</summary>
    /// <param name="name">The header.</param>
    /// <param name="value">Its value.</param>
    public Caller With(string name, string value)
    {
        var other = new Caller(api, persona, node);
        other._headers.AddRange(_headers);
        other._headers.Add((name, value));
        return other;
    }

    /// <summary>The same caller, meaning this version.</summary>
    /// <param name="eTag">As it was answered.</param>
    public Caller At(string eTag) => With("If-Match", eTag);

    /// <summary>Reads.</summary>
    /// <param name="path">The path.</param>
    public Task<Reply> Get(string path) => Send(HttpMethod.Get, path, null);

    /// <summary>Gives a command.</summary>
    /// <param name="path">The path.</param>
    /// <param name="body">Written as JSON; null: none.</param>
    public Task<Reply> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    /// <summary>Gives a command in text of any kind.</summary>
    /// <param name="path">The path.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="type">Their media type.</param>
    public Task<Reply> PostRaw(string path, byte[] body, string type = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return Send(HttpMethod.Post, path, content);
    }

    /// <summary>Gives a command in JSON text.</summary>
    /// <param name="path">The path.</param>
    /// <param name="json">The text.</param>
    public Task<Reply> PostJson(string path, string json) => PostRaw(path, Encoding.UTF8.GetBytes(json));

    /// <summary>Calls.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body.</param>
    public async Task<Reply> Send(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await api.Token(persona));
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Reply.Of(await (node?.Http ?? api.Http).SendAsync(request));
    }

    /// <summary>Reads again and again until it is as wanted; the service works on by itself meanwhile.</summary>
    /// <param name="path">The path.</param>
    /// <param name="wanted">What to wait for.</param>
    /// <exception cref="TimeoutException">It is not so after half a minute.</exception>
    public async Task<Reply> Until(string path, Predicate<JsonElement> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var last = await Get(path);
        while (last.Status != 200 || !wanted(last.Json))
        {
            try
            {
                await tick.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{path} stays at {last.Text}");
            }

            last = await Get(path);
        }

        return last;
    }
}
