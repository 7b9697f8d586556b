using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;

namespace SBG.Api.Provisioning;

/// <summary>Why a step cannot be done.</summary>
/// <param name="Reason">In the agent's words; stored sealed.</param>
public sealed record FailStepBody([StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>How far a request's delivery is, and what agents say of their steps.</summary>
public static class ProvisioningEndpoints
{
    internal static readonly string[] Workers = [Role.Agent, Role.ServiceManager];

    internal const string Orders = "/v1/clients/{clientId}/requests/{requestId:guid}/provisioning";

    private static readonly string[] Readers =
        [Role.Requester, Role.Approver, Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Orders, List).Lists<OrderView>("ListProvisioningOrders", "List the orders of a request, one per line.", Readers);
        api.MapResource<OrderView>(Orders + "/{orderId:guid}", Get, "GetProvisioningOrder", "Read an order and its steps.", Readers);
        api.MapPost(Orders + "/{orderId:guid}/steps/{stepKey}/complete", Complete)
            .Changes<OrderView>("CompleteManualStep", "Say that a manual step is done.", Workers);
        api.MapPost(Orders + "/{orderId:guid}/steps/{stepKey}/fail", Fail)
            .Changes<OrderView>("FailManualStep", "Say that a manual step cannot be done; the order fails.", Workers);
    }

    private static async Task<IResult> List(
        string clientId, Guid requestId, [AsParameters] Paging paging, Reading reading, Vault vault, IDocumentStore store, CancellationToken stop)
    {
        return await IsSeen(clientId, requestId, reading.Actor, store, stop)
            ? await reading.Page<ProvisioningOrder, OrderView>(
                clientId, paging, orders => orders.Where(order => order.RequestId == requestId), order => OrderView.Of(order, reading.Actor, vault, stop), stop)
            : Problem.Of("resource/not-found");
    }

    private static async Task<IResult> Get(
        string clientId, Guid requestId, Guid orderId, [AsParameters] Moment moment, Reading reading, Vault vault, IDocumentStore store, CancellationToken stop)
    {
        return await IsSeen(clientId, requestId, reading.Actor, store, stop)
            ? await reading.One<ProvisioningOrder, OrderView>(
                clientId, orderId, moment, order => OrderView.Of(order, reading.Actor, vault, stop), stop, order => order.RequestId == requestId)
            : Problem.Of("resource/not-found");
    }

    private static Task<IResult> Complete(
        string clientId, Guid requestId, Guid orderId, [StringLength(40, MinimumLength = 1)] string stepKey, Recorder recorder, Vault vault, CancellationToken stop) =>
        Tell(clientId, requestId, orderId, stepKey, order => ManualStep.Complete(stepKey, order), recorder, vault, stop);

    private static async Task<IResult> Fail(
        string clientId, Guid requestId, Guid orderId, [StringLength(40, MinimumLength = 1)] string stepKey, FailStepBody body, Recorder recorder, Vault vault, CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await Tell(clientId, requestId, orderId, stepKey, order => ManualStep.GiveUp(stepKey, reason, order), recorder, vault, stop);
    }

    /// <summary>Decides on an order of the request, and sends what is due since then.</summary>
    internal static Task<IResult> Tell(
        string clientId,
        Guid requestId,
        Guid orderId,
        string? stepKey,
        Func<ProvisioningOrder, Decision<ProvisioningOrder>> decide,
        Recorder recorder,
        Vault vault,
        CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var stream = await recorder.Fetch<ProvisioningOrder>(session, orderId, stop);
            var before = stream.State!;
            if (before.RequestId != requestId || (stepKey is not null && before.Step(stepKey) is null))
            {
                throw new ProblemException("resource/not-found");
            }

            Recorder.Demand(stream.Record(decide(before), recorder.Now));
            foreach (var message in DueMessages.Since(before, stream.State!))
            {
                await recorder.Send(message);
            }

            return Answer.Ok(await OrderView.Of(stream.State!, recorder.Actor, vault, stop), stream.Version);
        }, stop);

    internal static async Task<bool> IsSeen(string clientId, Guid requestId, Actor actor, IDocumentStore store, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        return await session.LoadAsync<ServiceRequest>(requestId, stop) is { } request && actor.Sees(request.RequestedBy);
    }
}
