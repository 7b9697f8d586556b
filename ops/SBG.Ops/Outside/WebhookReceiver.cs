using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SBG.Ops.Outside;

/// <summary>A system that is told by Standard Webhooks: it checks each signature by its own code, has one effect per resource, and calls back when it is let.</summary>
public sealed class WebhookReceiver : OutsideServer
{
    private static readonly HttpClient Http = new();

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The secret that both sides know.</summary>
    public string Secret => "whsec_" + Convert.ToBase64String(_key);

    /// <summary>Resources that it holds, with the action that was last.</summary>
    public ConcurrentDictionary<string, string> Held { get; } = new();

    /// <summary>Messages by id, to see that one comes again as it was.</summary>
    public ConcurrentDictionary<string, string> Messages { get; } = new();

    /// <summary>What was wrong with messages.</summary>
    public ConcurrentBag<string> Wrong { get; } = [];

    /// <summary>Whether it only accepts, and tells later.</summary>
    public bool Later { get; set; }

    /// <summary>The last message that asked for something.</summary>
    public JsonElement Last { get; private set; }

    /// <summary>Tells what came of an attempt.</summary>
    /// <param name="data">The message that asked for it.</param>
    /// <param name="status"><c>done</c> or <c>failed</c>.</param>
    /// <param name="key">Another key; null: the good one.</param>
    /// <param name="at">Another time; null: now.</param>
    /// <param name="order">Another order; null: the one of the message.</param>
    public async Task<int> CallBack(JsonElement data, string status = "done", byte[]? key = null, DateTimeOffset? at = null, string? order = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            client = data.GetProperty("client").GetString(),
            order = order ?? data.GetProperty("order").GetString(),
            step = data.GetProperty("step").GetString(),
            attempt = data.GetProperty("attempt").GetInt32(),
            undo = data.GetProperty("undo").GetBoolean(),
            status,
        });
        var (id, seconds) = ("msg_" + Guid.NewGuid().ToString("N"), (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        using var request = new HttpRequestMessage(HttpMethod.Post, data.GetProperty("callbackUrl").GetString()) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.Add("webhook-signature", "v1," + Sign(key ?? _key, id, seconds, body));
        using var answer = await Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <inheritdoc/>
    protected override Told Answer(Received request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (id, at) = (request.Headers["webhook-id"], request.Headers["webhook-timestamp"]);
        if (!request.Headers["webhook-signature"].Split(' ').Contains("v1," + Sign(_key, id, at, request.Body)))
        {
            Wrong.Add("signature");
            return new(401);
        }

        var text = Encoding.UTF8.GetString(request.Body);
        if (Messages.GetOrAdd(id, text) != text)
        {
            Wrong.Add("another message under the same id");
        }

        if (request.Json.GetProperty("type").GetString() == "provisioning.ping")
        {
            return new(204);
        }

        var data = request.Json.GetProperty("data");
        Last = data.Clone();
        var (resource, action) = (data.GetProperty("resource").GetString()!, data.GetProperty("action").GetString()!);
        if (request.Json.GetProperty("type").GetString() == "provisioning.step.asked")
        {
            return new(200, new { status = Later ? "accepted" : "done" });
        }

        if (action == "deprovision")
        {
            Held.TryRemove(resource, out _);
        }
        else
        {
            Held[resource] = action;
        }

        return Later ? new(202) : new(200, new { status = "done" });
    }

    private static string Sign(byte[] key, string id, string at, byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. body]));
}
