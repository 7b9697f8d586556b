using System.Globalization;
using System.Net.Http.Headers;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Outside;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Webhooks;

namespace SBG.Api.Webhooks;

/// <summary>Sends messages as Standard Webhooks 1.0 has it; any 2xx says that it was taken.</summary>
/// <param name="clients">Makes HTTP clients.</param>
/// <param name="vault">Reveals secrets.</param>
/// <param name="clock">The clock.</param>
/// <param name="retry">How often, and when again.</param>
public sealed class WebhookSender(IHttpClientFactory clients, Vault vault, TimeProvider clock, WebhookRetry retry)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "webhooks";

    /// <summary>How long a receiver has to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The receiver is gone for good, and says so.</summary>
    internal const int Gone = 410;

    /// <summary>The secrets that sign, in clear; none when this node cannot read them.</summary>
    /// <param name="webhook">Whose.</param>
    /// <param name="stop">Cancels.</param>
    internal async Task<IReadOnlyList<string>> Secrets(WebhookSubscription webhook, CancellationToken stop)
    {
        var secrets = new List<string>();
        foreach (var secret in webhook.Signing(clock.GetUtcNow()))
        {
            if (await vault.Use(new Sealed<string>(secret.Holder, secret.Box), stop) is { } known)
            {
                secrets.Add(known);
            }
        }

        return secrets;
    }

    /// <summary>Sends a message once.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="secrets">At least one.</param>
    /// <param name="message">What.</param>
    /// <param name="stop">Cancels, without an outcome.</param>
    internal async Task<SentMessage> Send(string url, IReadOnlyList<string> secrets, WaitingMessage message, CancellationToken stop)
    {
        var (id, now) = (message.EventId.ToString(), clock.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json") { CharSet = "utf-8" };
        request.Headers.Add(StandardWebhook.IdHeader, id);
        request.Headers.Add(StandardWebhook.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(StandardWebhook.SignatureHeader, StandardWebhook.Sign(secrets, id, now, message.Body));
        using var time = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var status = (int)answer.StatusCode;
            return answer.IsSuccessStatusCode
                ? new(message, status, null, null)
                : Failed(message, status, string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"), answer.Headers.RetryAfter);
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            return Failed(message, null, failed is OperationCanceledException ? "time-out" : (failed.InnerException ?? failed).GetType().Name, null);
        }
    }

    /// <summary>How the client works.</summary>
    /// <param name="services">The services.</param>
    internal static void Register(IServiceCollection services) => services
        .AddHttpClient(Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // each call has its own
            client.DefaultRequestHeaders.UserAgent.ParseAdd("SBG/1");
        })
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<OutsideAddress>().Handler());

    private SentMessage Failed(WaitingMessage message, int? status, string why, RetryConditionHeaderValue? told)
    {
        var (attempts, now) = (message.Attempts + 1, clock.GetUtcNow());
        if (retry.After(attempts) is not { } wait)
        {
            return new(message, status, why, null);
        }

        var asked = told switch { { Delta: { } delta } => delta, { Date: { } at } => at - now, _ => TimeSpan.Zero };
        return new(message, status, why, now + (asked > wait && asked < WebhookRetry.Longest ? asked : wait));
    }
}
