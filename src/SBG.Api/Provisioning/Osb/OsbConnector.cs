using System.Globalization;
using System.Text.Json;
using SBG.Api.Provisioning.Targets;
using SBG.Domain.Provisioning;
using SBG.Domain.Provisioning.Targets;
using SBG.Domain.Requests;
using Catalogued = SBG.Domain.Catalogue.Connector;

namespace SBG.Api.Provisioning.Osb;

/// <summary>
/// A client of the Open Service Broker API 2.17. An instance's id is the step's resource: a repeated attempt asks for the same instance, which the broker
/// recognises; one that may be an orphan is deleted before the attempt is over, and the next attempt makes another.
/// </summary>
/// <param name="targets">The targets.</param>
/// <param name="http">Calls.</param>
public sealed class OsbConnector(TargetDirectory targets, TargetHttp http) : IConnector
{
    private const string UsualPoll = "10";

    /// <inheritdoc/>
    public string Name => Catalogued.Osb;

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Provision(ConnectorCall call, CancellationToken stop) => targets.Call(call, async target =>
    {
        if (OsbStep.Of(call.Progress.Step) is not { } step)
        {
            return ConnectorOutcome.FailedFinally(TargetOutcome.SettingMissing.Code);
        }

        if (step.LacksQuantity(call.Order))
        {
            return ConnectorOutcome.FailedFinally(TargetOutcome.QuantityUnsupported.Code);
        }

        var (ask, platform) = (call.Progress.Stands ? OsbAsk.Update : OsbAsk.Provision, OsbRequest.PlatformOf(target.Target));
        var (context, parameters) = (OsbStep.Context(call, platform), step.Parameters(call));
        var identity = await IdentityOf(call, platform, stop);
        using var request = ask == OsbAsk.Update
            ? OsbRequest.Of(
                HttpMethod.Patch, Instance(call, "accepts_incomplete=true"),
                new { service_id = step.Service, plan_id = step.Plan, context, parameters, previous_values = new { plan_id = step.Plan, service_id = step.Service } }, identity)
            : OsbRequest.Of(
                HttpMethod.Put, Instance(call, "accepts_incomplete=true"),
                new { service_id = step.Service, plan_id = step.Plan, context, organization_guid = OsbStep.Organisation(call), space_guid = call.Order.BeneficiaryId, parameters }, identity);
        return Read(ask, target.Target, await http.Send(target, request, stop));
    }, stop);

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Deprovision(ConnectorCall call, CancellationToken stop) => targets.Call(call, async target =>
    {
        // Without its ids nothing can have been made.
        return OsbStep.Of(call.Progress.Step) is { } step
            ? Read(OsbAsk.Deprovision, target.Target, await Delete(target, call, step, await IdentityOf(call, OsbRequest.PlatformOf(target.Target), stop), stop))
            : ConnectorOutcome.Done;
    }, stop);

    /// <inheritdoc/>
    public Task<ConnectorOutcome> Status(ConnectorCall call, CancellationToken stop) => targets.Call(call, async target =>
    {
        var (step, token) = (OsbStep.Of(call.Progress.Step)!, OsbToken.Parse(call.Token));
        if (token.Clears is { } code)
        {
            return await Clear(target, call, step, token, code, stop);
        }

        var ask = call.Undo ? OsbAsk.Deprovision : call.Progress.Stands ? OsbAsk.Update : OsbAsk.Provision;
        var answer = await LastOperation(target, call, step, token.Operation, stop);
        switch (StateOf(answer), answer.Status)
        {
            case ("succeeded", _):
            case (_, StatusCodes.Status410Gone) when ask == OsbAsk.Deprovision:
                return ConnectorOutcome.Done with { Words = $"{answer.Status} succeeded" };
            case ("failed", _):
                return Failed(ask, target.Target, answer);
            case (_, StatusCodes.Status404NotFound):
                return Failed(ask, target.Target, answer);
            case (_, StatusCodes.Status400BadRequest):
                return ConnectorOutcome.Failed(FailStep.ConnectorRefused.Code) with { Words = "400" };
            default:
                // In progress; or no valid answer, and the broker is asked until the operation has taken too long.
                return call.At < step.LatestEnd(call) ? Later(target.Target, answer, token) : Failed(ask, target.Target, answer with { Body = [] });
        }
    }, stop);

    /// <inheritdoc/>
    public async Task<Holding> Inspect(ConnectorCall call, CancellationToken stop)
    {
        if (OsbStep.Of(call.Progress.Step) is not { } step || await targets.Open(call.Progress.Step.Target!.Value, stop) is not { Target.IsEnabled: true } target)
        {
            return Holding.Unknown;
        }

        using var request = OsbRequest.Of(HttpMethod.Get, $"/v2/service_instances/{call.Resource}?{step.Query}");
        var answer = await http.Send(target, request, stop);
        return (answer.Status, answer.Json) switch
        {
            (StatusCodes.Status200OK, { } json) => step.IsHeldBy(json, call) ? Holding.AsDelivered : Holding.Otherwise,

            // Of a step that is done no operation goes on, so that it is not there; a broker that cannot be asked so answers as to any unknown path.
            (StatusCodes.Status404NotFound, _) => await CanBeFetched(target, step, stop) ? Holding.Nothing : Holding.Unknown,
            _ => Holding.Unknown,
        };
    }

    private async Task<bool> CanBeFetched(OpenTarget target, OsbStep step, CancellationToken stop)
    {
        using var request = OsbRequest.Of(HttpMethod.Get, "/v2/catalog");
        return (await http.Send(target, request, stop)).Json is { } catalogue && BrokerCatalogue.CanFetch(catalogue, step.Service);
    }

    private static ConnectorOutcome Read(OsbAsk ask, Target target, TargetAnswer answer)
    {
        var json = answer.Json;
        var malformed = answer.IsSuccess && (json is null || OperationOf(json.Value) is null);
        if (OrphanMitigation.IsDemanded(ask, answer, malformed) && ask != OsbAsk.Deprovision)
        {
            var code = answer.FailureCode ?? (answer.IsSuccess ? TargetOutcome.Unexpected : FailStep.ConnectorRefused).Code;
            return ConnectorOutcome.InProgress(TimeSpan.Zero, OsbToken.Clearing(code).ToString());
        }

        return answer.Status switch
        {
            200 or 201 when !malformed => ConnectorOutcome.Done with { Words = $"{answer.Status}" },
            202 when !malformed => Later(target, answer, OsbToken.Polling(OperationOf(json!.Value)!)) with { Words = "202" },
            410 when ask == OsbAsk.Deprovision => ConnectorOutcome.Done with { Words = "410" },
            >= 200 and < 300 => ConnectorOutcome.Failed(TargetOutcome.Unexpected.Code) with { Words = $"{answer.Status}" },
            422 when ErrorOf(json) == "ConcurrencyError" => ConnectorOutcome.Failed(FailStep.ConnectorRefused.Code, answer.RetryAfter) with { Words = "422 ConcurrencyError" },
            _ when ask == OsbAsk.Update && Says(json, "update_repeatable", false) => ConnectorOutcome.FailedFinally(TargetOutcome.Refusal.Code) with { Words = $"{answer.Status}" },

            // Another instance has that id: no repetition makes it ours.
            409 => ConnectorOutcome.FailedFinally(TargetOutcome.Refusal.Code) with { Words = "409" },
            _ => TargetOutcome.Refused(answer),
        };
    }

    // A failed deletion is asked for again by the next attempt; a failed update leaves the instance as it was.
    private static ConnectorOutcome Failed(OsbAsk ask, Target target, TargetAnswer answer)
    {
        var words = $"{answer.Status} {StateOf(answer) ?? "no operation"}";
        return ask == OsbAsk.Provision && OrphanMitigation.IsDemandedAfterFailure(ask) ? ConnectorOutcome.InProgress(TimeSpan.Zero, OsbToken.Clearing(FailStep.ConnectorRefused.Code).ToString())
            : ask == OsbAsk.Update && Says(answer.Json, "update_repeatable", false) ? ConnectorOutcome.FailedFinally(TargetOutcome.Refusal.Code) with { Words = words }
            : ConnectorOutcome.Failed(FailStep.ConnectorRefused.Code, answer.RetryAfter) with { Words = words };
    }

    // "SHOULD keep trying to delete them until the Service Broker responds with a success": for as long as the attempt has time.
    private async Task<ConnectorOutcome> Clear(OpenTarget target, ConnectorCall call, OsbStep step, OsbToken token, string code, CancellationToken stop)
    {
        var cleared = ConnectorOutcome.Failed(code) with { Cleared = true, Words = "taken back" };
        if (token.Operation is { } operation)
        {
            var answer = await LastOperation(target, call, step, operation, stop);
            return StateOf(answer) == "succeeded" || answer.Status == StatusCodes.Status410Gone ? cleared
                : Later(target.Target, answer, StateOf(answer) == "failed" || answer.Status == StatusCodes.Status404NotFound ? OsbToken.Clearing(code) : token);
        }

        var deleted = await Delete(target, call, step, null, stop);
        return deleted.Status is 200 or 410 ? cleared
            : Later(target.Target, deleted, deleted is { Status: 202, Json: { } json } ? OsbToken.Clearing(code, OperationOf(json) ?? string.Empty) : token);
    }

    private async Task<TargetAnswer> Delete(OpenTarget target, ConnectorCall call, OsbStep step, OsbIdentity? identity, CancellationToken stop)
    {
        using var request = OsbRequest.Of(HttpMethod.Delete, Instance(call, $"{step.Query}&accepts_incomplete=true"), identity: identity);
        return await http.Send(target, request, stop);
    }

    private async Task<TargetAnswer> LastOperation(OpenTarget target, ConnectorCall call, OsbStep step, string? operation, CancellationToken stop)
    {
        var named = string.IsNullOrEmpty(operation) ? string.Empty : $"&operation={Uri.EscapeDataString(operation)}";
        using var request = OsbRequest.Of(HttpMethod.Get, $"/v2/service_instances/{call.Resource}/last_operation?{step.Query}{named}");
        return await http.Send(target, request, stop);
    }

    // Who asked to undo; who asked for the delivery; nobody, when it follows by itself.
    private static async Task<OsbIdentity?> IdentityOf(ConnectorCall call, string platform, CancellationToken stop)
    {
        var subject = call.Order.Undo is { } undo ? undo.By : (await call.Session.LoadAsync<ServiceRequest>(call.Order.RequestId, stop))?.RequestedBy;
        return subject is null ? null : new(platform, subject, call.Client);
    }

    private static ConnectorOutcome Later(Target target, TargetAnswer answer, OsbToken token) => ConnectorOutcome.InProgress(
        answer.RetryAfter ?? TimeSpan.FromSeconds(int.Parse(target.Terms.Settings.GetValueOrDefault(TargetRules.PollEvery, UsualPoll), CultureInfo.InvariantCulture)), token.ToString());

    private static string Instance(ConnectorCall call, string query) => $"/v2/service_instances/{call.Resource}?{query}";

    private static string? StateOf(TargetAnswer answer) =>
        answer.Status == 200 && answer.Json is { } json && json.TryGetProperty("state", out var state) && state.ValueKind == JsonValueKind.String ? state.GetString() : null;

    private static string? ErrorOf(JsonElement? json) =>
        json is { } told && told.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String ? error.GetString() : null;

    private static bool Says(JsonElement? json, string member, bool flag) =>
        json is { } told && told.TryGetProperty(member, out var value) && value.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False);

    // Empty: there is none, which is allowed. Null: it is none.
    private static string? OperationOf(JsonElement json) =>
        !json.TryGetProperty("operation", out var operation) || operation.ValueKind == JsonValueKind.Null ? string.Empty
        : operation.ValueKind == JsonValueKind.String && operation.GetString() is { Length: <= 10_000 } named ? named
        : null;
}
