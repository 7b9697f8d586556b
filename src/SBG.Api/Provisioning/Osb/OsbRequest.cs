using System.Text;
using System.Text.Json;
using SBG.Domain.Provisioning.Targets;

namespace SBG.Api.Provisioning.Osb;

/// <summary>Requests of the Open Service Broker API 2.17, with the headers that it demands.</summary>
internal static class OsbRequest
{
    private const string Version = "2.17";

    /// <summary>A request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query below the broker's address.</param>
    /// <param name="body">The body; null: none.</param>
    /// <param name="identity">On whose behalf; null: nobody's, the service acts by itself.</param>
    public static HttpRequestMessage Of(HttpMethod method, string path, object? body = null, OsbIdentity? identity = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Broker-API-Version", Version);
        request.Headers.Add("X-Broker-API-Request-Identity", Guid.NewGuid().ToString());
        if (identity is not null)
        {
            var value = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { user_id = identity.Subject, client = identity.Client }));
            request.Headers.Add("X-Broker-API-Originating-Identity", $"{identity.Platform} {value}");
        }

        request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>The platform's name at a broker.</summary>
    /// <param name="target">The broker.</param>
    public static string PlatformOf(Target target) => target.Terms.Settings.GetValueOrDefault(TargetRules.Platform, "sbg");
}

/// <summary>On whose behalf a broker is asked; pseudonymous.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Subject">Who asked.</param>
/// <param name="Client">The client.</param>
internal sealed record OsbIdentity(string Platform, string Subject, string Client);
