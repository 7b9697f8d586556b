using SBG.Api.Provisioning.Osb;
using SBG.Api.Provisioning.Scim;
using SBG.Api.Provisioning.Webhooks;
using SBG.Domain.Provisioning.Targets;

namespace SBG.Api.Provisioning.Targets;

/// <summary>Calls a target without consequence: a broker for its catalogue, a directory for what it can do, a webhook with a message that asks for nothing.</summary>
/// <param name="http">Calls.</param>
/// <param name="webhooks">Signs.</param>
public sealed class TargetProbe(TargetHttp http, WebhookMessages webhooks)
{
    /// <summary>Tries.</summary>
    /// <param name="target">The target.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Whether it answered as its kind should, and what.</returns>
    public async Task<(bool Reached, TargetAnswer Answer)> Try(OpenTarget target, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var request = target.Target.Kind switch
        {
            TargetProtocol.Osb => OsbRequest.Of(HttpMethod.Get, "/v2/catalog"),
            TargetProtocol.Scim => ScimRequest.Of(HttpMethod.Get, "/ServiceProviderConfig"),
            _ => webhooks.Ping(target),
        };
        var answer = await http.Send(target, request, stop);
        var reached = answer.IsSuccess && target.Target.Kind switch
        {
            TargetProtocol.Osb => answer.Json?.TryGetProperty("services", out _) is true,
            TargetProtocol.Scim => answer.Json?.TryGetProperty("schemas", out _) is true,
            _ => true,
        };
        return (reached, answer);
    }
}
