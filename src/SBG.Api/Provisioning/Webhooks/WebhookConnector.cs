using System.Globalization;
using System.Text.Json;
using SBG.Api.Provisioning.Targets;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Targets;
using Catalogued = SBG.Domain.Catalogue.Connector;

namespace SBG.Api.Provisioning.Webhooks;

/// <summary>
/// A system that is told by signed webhooks. It answers 2xx with <c>{"status": "done" | "accepted" | "failed"}</c>; without a body, 202 is accepted and any other
/// 2xx is done. What it accepted it tells later by a callback, or is asked for when the target's settings say so.
/// </summary>
/// <param name="targets">The targets.</param>
/// <param name="http">Calls.</param>
/// <param name="messages">Writes and signs.</param>
public sealed class WebhookConnector(TargetDirectory targets, TargetHttp http, WebhookMessages messages) : IConnector
{
    /// <inheritdoc/>
    public string Name => Catalogued.Webhook;

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Provision(ConnectorCall call, CancellationToken stop) => Tell(call, false, stop);

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Deprovision(ConnectorCall call, CancellationToken stop) => Tell(call, false, stop);

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Status(ConnectorCall call, CancellationToken stop) => Tell(call, true, stop);

    private Task<ConnectorOutcome> Tell(ConnectorCall call, bool asks, CancellationToken stop) => targets.Call(call, async target =>
    {
        using var request = await messages.Of(target, call, asks, stop);
        var answer = await http.Send(target, request, stop);
        return answer.IsSuccess ? Read(answer, target.Target) : asks ? Later(target.Target, answer.RetryAfter) : TargetOutcome.Refused(answer);
    }, stop);

    private static ConnectorOutcome Read(TargetAnswer answer, Target target)
    {
        var words = $"{answer.Status}";
        if (answer.Body.Length == 0)
        {
            return answer.Status == StatusCodes.Status202Accepted ? Later(target, answer.RetryAfter) with { Words = words } : ConnectorOutcome.Done with { Words = words };
        }

        var told = answer.Json;
        return (told?.TryGetProperty("status", out var status) is true && status.ValueKind == JsonValueKind.String ? status.GetString() : null) switch
        {
            "done" => ConnectorOutcome.Done with { Words = $"{words} done" },
            "accepted" => Later(target, answer.RetryAfter) with { Words = $"{words} accepted" },
            "failed" => ConnectorOutcome.Failed(FailStep.ConnectorRefused.Code, answer.RetryAfter) with
            {
                Words = $"{words} failed",
                Final = told!.Value.TryGetProperty("final", out var final) && final.ValueKind == JsonValueKind.True,
            },
            _ => ConnectorOutcome.Failed(TargetOutcome.Unexpected.Code) with { Words = words },
        };
    }

    // It calls back; or it is asked, as often as its settings say.
    private static ConnectorOutcome Later(Target target, TimeSpan? asked) =>
        target.Terms.Settings.TryGetValue(TargetRules.AskEvery, out var seconds)
            ? ConnectorOutcome.InProgress(asked ?? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)))
            : ConnectorOutcome.Waiting;
}
