using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
using SBG.Api.Provisioning.Targets;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Api.Provisioning.Webhooks;

/// <summary>
/// What a webhook target is told: <c>{"type", "timestamp", "data"}</c>, signed. The same call of the same attempt is the same message, byte for byte, under
/// the same id, so that the other side can tell a repetition.
/// </summary>
/// <param name="callbacks">Where it may tell the outcome.</param>
/// <param name="vault">Reveals what a step shares of its beneficiary.</param>
/// <param name="clock">The clock.</param>
public sealed class WebhookMessages(CallbackAddress callbacks, Vault vault, TimeProvider clock)
{
    /// <summary>A step's setting: what is shared of the beneficiary, <c>name</c>, <c>email</c> or both, separated by commas; absent: nothing.</summary>
    public const string Share = "share";

    /// <summary>A step's setting: a path below the target's address; absent: the address itself.</summary>
    public const string Path = "path";

    /// <summary>Carry out an attempt, or tell how far it is.</summary>
    /// <param name="target">The target.</param>
    /// <param name="call">The attempt.</param>
    /// <param name="asks">Whether it asks how far the attempt is.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<HttpRequestMessage> Of(OpenTarget target, ConnectorCall call, bool asks, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(call);
        var (step, order) = (call.Progress.Step, call.Order);
        var person = step.Settings.ContainsKey(Share) ? await call.Session.LoadAsync<Person>(order.BeneficiaryId, stop) : null;
        var shared = (step.Settings.GetValueOrDefault(Share) ?? string.Empty).Split(',', StringSplitOptions.TrimEntries);
        var (name, email) = (
            shared.Contains("name") ? await vault.Reveal(person?.Name, stop) : null,
            shared.Contains("email") ? await vault.Reveal(person?.Email, stop) : null);
        var body = Write(asks ? "provisioning.step.asked" : "provisioning.step.requested", call.BeganAt, data =>
        {
            data.WriteString("action", call.Undo ? "deprovision" : call.Progress.Stands ? "update" : "provision");
            data.WriteNumber("attempt", call.Attempt);
            if (callbacks.Of(target.Target.Id) is { } url)
            {
                data.WriteString("callbackUrl", url);
            }

            data.WriteString("client", call.Client);
            data.WriteString("order", order.Id);
            data.WritePropertyName("payload");
            data.WriteRawValue(call.Payload);
            if (name is not null || email is not null)
            {
                data.WriteStartObject("person");
                data.WriteString("email", email);
                data.WriteString("name", name);
                data.WriteEndObject();
            }

            data.WriteString("request", order.RequestId);
            data.WriteString("resource", call.Resource);
            data.WriteString("step", step.Key);
            data.WriteBoolean("undo", call.Undo);
        });
        var id = asks ? $"{call.IdempotencyKey}.{clock.GetUtcNow().ToUnixTimeMilliseconds()}" : call.IdempotencyKey.ToString();
        return Signed(target, step.Settings.GetValueOrDefault(Path, string.Empty), id, body);
    }

    /// <summary>A message that asks for nothing.</summary>
    /// <param name="target">The target.</param>
    public HttpRequestMessage Ping(OpenTarget target)
    {
        var now = clock.GetUtcNow();
        return Signed(target, string.Empty, DerivedId.Of("webhook-ping", $"{now.UtcTicks}").ToString(), Write("provisioning.ping", now, _ => { }));
    }

    private HttpRequestMessage Signed(OpenTarget target, string path, string id, byte[] body)
    {
        var now = clock.GetUtcNow();
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add(StandardWebhook.IdHeader, id);
        request.Headers.Add(StandardWebhook.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(StandardWebhook.SignatureHeader, StandardWebhook.Sign(target.Secrets.SigningSecrets!, id, now, body));
        return request;
    }

    private static byte[] Write(string type, DateTimeOffset at, Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", at.UtcDateTime);
            json.WriteStartObject("data");
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
