using System.Diagnostics;
using System.Text.Json;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Outside;
using SBG.Api.Operations;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning.Targets;
using SBG.Projections.Kernel;
using SBG.Projections.Operations;

namespace SBG.Api.Provisioning.Targets;

/// <summary>Registered outside systems: register, revise, try, switch off and on.</summary>
public static class TargetEndpoints
{
    internal static readonly string[] Keepers = [Role.ServiceManager, Role.Admin];

    /// <summary>The kind of the operation that compares a target.</summary>
    public const string DriftCheck = "drift-check";

    private const string One = "/v1/targets/{targetId:guid}";

    private static readonly string[] Readers = [Role.ServiceManager, Role.Admin, Role.Agent, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/targets", Register).Creates<TargetView>("RegisterTarget", "Register an outside system by which steps are carried out.", Keepers);
        api.MapGet("/v1/targets", List).Lists<TargetView>("ListTargets", "List the outside systems, the newest first.", Readers);
        api.MapResource<TargetView>(One, Get, "GetTarget", "Read an outside system; never its credentials.", Readers);
        api.MapPost(One + "/revise", Revise).Changes<TargetView>("ReviseTarget", "Write anew what is told of it.", Keepers);
        api.MapPost(One + "/replace-credentials", Replace).Changes<TargetView>("ReplaceTargetCredentials", "Make the service known to it in another way.", Keepers);
        api.MapPost(One + "/disable", Disable).Changes<TargetView>("DisableTarget", "Call it no more; steps wait, as after a failure.", Keepers);
        api.MapPost(One + "/enable", Enable).Changes<TargetView>("EnableTarget", "Call it again.", Keepers);
        api.MapPost(One + "/check-drift", CheckDrift)
            .Operates<OperationView>("CheckTargetDrift", "Compare what was delivered to all clients with what it holds.", Keepers);
        api.MapPost(One + "/test", Test).Asks<TargetTestView>("TestTarget", "Call it without consequence, to see whether it is there.", Keepers);
    }

    private static Task<IResult> CheckDrift(Guid targetId, HttpContext context, Recorder recorder, CancellationToken stop) =>
        recorder.Run(Tenant.Provider, async (session, _) =>
        {
            if (await session.LoadAsync<Target>(targetId, stop) is null)
            {
                throw new ProblemException("resource/not-found");
            }

            var id = recorder.NewId();
            var operation = new Operation(
                id, DriftCheck, OperationStatus.Acknowledged, new(0, null), recorder.Actor.Subject, recorder.Now, recorder.Now,
                JsonSerializer.SerializeToElement(new DriftCheckRequest(targetId), StoreJson.Options));
            session.Store(operation);
            await recorder.Send(new RunDriftCheck(id));
            return Answer.Accepted(OperationView.Of(operation, Language.Of(context.Request)), $"/v1/operations/{id}");
        }, stop);

    private static async Task<IResult> Register(
        RegisterTargetBody body, Recorder recorder, TargetDirectory targets, OutsideAddress addresses, CallbackAddress callbacks, CancellationToken stop)
    {
        var id = recorder.NewId();
        var credentials = await Sealed(id, body.Credentials, targets, stop);
        return await recorder.Start<Target, TargetView>(
            Tenant.Provider, id,
            existing => RegisterTarget.Decide(new(id, body.Kind, body.Terms.Terms, credentials, addresses.MayBePlain(body.Terms.BaseUrl)), existing),
            target => ValueTask.FromResult(TargetView.Of(target, recorder.Actor, callbacks)), $"/v1/targets/{id}", stop);
    }

    private static Task<IResult> Revise(
        Guid targetId, TargetTermsBody body, Recorder recorder, OutsideAddress addresses, CallbackAddress callbacks, CancellationToken stop) =>
        Change(targetId, target => ReviseTarget.Decide(new(body.Terms, addresses.MayBePlain(body.BaseUrl)), target), recorder, callbacks, stop);

    private static async Task<IResult> Replace(
        Guid targetId, CredentialsBody body, Recorder recorder, TargetDirectory targets, CallbackAddress callbacks, CancellationToken stop)
    {
        var credentials = await Sealed(targetId, body, targets, stop);
        return await Change(targetId, target => ReplaceCredentials.Decide(new(credentials), target), recorder, callbacks, stop);
    }

    private static Task<IResult> Disable(Guid targetId, Recorder recorder, CallbackAddress callbacks, CancellationToken stop) =>
        Change(targetId, SwitchTarget.Off, recorder, callbacks, stop);

    private static Task<IResult> Enable(Guid targetId, Recorder recorder, CallbackAddress callbacks, CancellationToken stop) =>
        Change(targetId, SwitchTarget.On, recorder, callbacks, stop);

    private static Task<IResult> Change(
        Guid targetId, Func<Target, Decision<Target>> decide, Recorder recorder, CallbackAddress callbacks, CancellationToken stop) =>
        recorder.Change<Target, TargetView>(
            Tenant.Provider, targetId, decide, target => ValueTask.FromResult(TargetView.Of(target, recorder.Actor, callbacks)), stop);

    private static Task<IResult> Get(Guid targetId, [AsParameters] Moment moment, Reading reading, CallbackAddress callbacks, CancellationToken stop) =>
        reading.One<Target, TargetView>(
            Tenant.Provider, targetId, moment, target => ValueTask.FromResult(TargetView.Of(target, reading.Actor, callbacks)), stop);

    private static Task<IResult> List([AsParameters] Paging paging, Reading reading, CallbackAddress callbacks, CancellationToken stop) =>
        reading.Page<Target, TargetView>(
            Tenant.Provider, paging, targets => targets, target => ValueTask.FromResult(TargetView.Of(target, reading.Actor, callbacks)), stop);

    private static async Task<IResult> Test(Guid targetId, TargetDirectory targets, TargetProbe probe, CancellationToken stop)
    {
        if (await targets.Open(targetId, stop) is not { } target)
        {
            return Problem.Of("resource/not-found");
        }

        var began = Stopwatch.GetTimestamp();
        var (reached, answer) = await probe.Try(target, stop);
        return Answer.Ok(new TargetTestView(reached, answer.Failure is null ? answer.Status : null, answer.FailureCode, Stopwatch.GetElapsedTime(began)));
    }

    private static async Task<SealedCredentials> Sealed(Guid targetId, CredentialsBody body, TargetDirectory targets, CancellationToken stop) =>
        body.Form is { } form ? await targets.Seal(targetId, form, body, stop) : throw new ProblemException(TargetRules.WrongCredentials);
}
