using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.History;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Service requests: read, approve, reject, withdraw. A requester sees one's own.</summary>
public static class RequestEndpoints
{
    internal static readonly string[] Cancellers = [Role.Requester, Role.ClientManager];

    /// <summary>Who can be a voter: by role, in person, as somebody's manager or delegate. Which of them decides, the request's approval says.</summary>
    internal static readonly string[] Voters = [Role.Requester, Role.Approver, Role.ClientManager, Role.ServiceManager];

    internal static readonly string[] Readers =
        [Role.Requester, Role.Approver, Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/clients/{clientId}/requests", List).Lists<RequestView>("ListRequests", "List the service requests, the newest first.", Readers);
        api.MapResource<RequestView>("/v1/clients/{clientId}/requests/{requestId:guid}", Get, "GetRequest", "Read a service request.", Readers);
        api.MapPost("/v1/clients/{clientId}/requests/{requestId:guid}/approve", Approve)
            .Changes<RequestView>("ApproveRequest", "Approve what was shown, in every open step that asks the caller; never one's own request.", Voters);
        api.MapPost("/v1/clients/{clientId}/requests/{requestId:guid}/reject", Reject)
            .Changes<RequestView>("RejectRequest", "Reject, in every open step that asks the caller; never one's own request.", Voters);
        api.MapPost("/v1/clients/{clientId}/requests/{requestId:guid}/cancel", Cancel)
            .Changes<RequestView>("CancelRequest", "Withdraw a request that nobody decided on.", Cancellers);
        api.MapGet("/v1/clients/{clientId}/requests/{requestId:guid}/history", History)
            .Lists<HistoryEntry>("GetRequestHistory", "Replay the request: every event and what it changed, the first first.", Readers);
    }

    private static async Task<IResult> List(
        string clientId,
        [AsParameters] Paging paging,
        RequestStatus? status,
        Reading reading,
        Capacities capacities,
        RequestRendering rendering,
        CancellationToken stop)
    {
        var owner = reading.Actor.SeesAll() ? null : reading.Actor.Subject;
        var capacity = await capacities.Of(clientId, reading.Actor, stop);
        return await reading.Page<ServiceRequest, RequestView>(
            clientId,
            paging,
            requests =>
            {
                requests = owner is null ? requests : requests.Where(request => request.RequestedBy == owner);
                return status is { } wanted ? requests.Where(request => request.Status == wanted) : requests;
            },
            request => rendering.View(request, capacity, stop),
            stop);
    }

    private static async Task<IResult> Get(
        string clientId,
        Guid requestId,
        [AsParameters] Moment moment,
        Reading reading,
        Capacities capacities,
        RequestRendering rendering,
        CancellationToken stop)
    {
        var capacity = await capacities.Of(clientId, reading.Actor, stop);
        return await reading.One<ServiceRequest, RequestView>(
            clientId, requestId, moment, request => rendering.View(request, capacity, stop), stop, Capacities.Sees(capacity));
    }

    private static async Task<IResult> History(
        string clientId, Guid requestId, [AsParameters] Paging paging, Histories histories, Reading reading, Capacities capacities, CancellationToken stop) =>
        await histories.Page(clientId, requestId, paging, stop, Capacities.Sees(await capacities.Of(clientId, reading.Actor, stop)));

    private static Task<IResult> Approve(
        string clientId, Guid requestId, ApproveRequestBody body, Recorder recorder, Capacities capacities, RequestRendering rendering, CancellationToken stop) =>
        Vote(
            clientId, requestId, (request, capacity) => ApproveRequest.Decide(new(body.ContentHash), request, capacity, recorder.Now),
            recorder, capacities, rendering, stop);

    private static async Task<IResult> Reject(
        string clientId, Guid requestId, RejectRequestBody body, Recorder recorder, Capacities capacities, RequestRendering rendering, Vault vault, CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await Vote(
            clientId, requestId, (request, capacity) => RejectRequest.Decide(new(reason), request, capacity, recorder.Now), recorder, capacities, rendering, stop);
    }

    private static async Task<IResult> Vote(
        string clientId,
        Guid requestId,
        Func<ServiceRequest, Capacity, Decision<ServiceRequest>> decide,
        Recorder recorder,
        Capacities capacities,
        RequestRendering rendering,
        CancellationToken stop)
    {
        var capacity = await capacities.Of(clientId, recorder.Actor, stop);
        return await recorder.Change<ServiceRequest, RequestView>(
            clientId, requestId, request => decide(request, capacity), request => rendering.View(request, capacity, stop), stop, Capacities.Sees(capacity));
    }

    private static async Task<IResult> Cancel(
        string clientId, Guid requestId, Recorder recorder, Capacities capacities, RequestRendering rendering, CancellationToken stop)
    {
        var capacity = await capacities.Of(clientId, recorder.Actor, stop);
        return await recorder.Change<ServiceRequest, RequestView>(
            clientId, requestId, request => CancelRequest.Decide(request, recorder.Actor),
            request => rendering.View(request, capacity, stop), stop, request => recorder.Actor.Sees(request.RequestedBy));
    }
}

/// <summary>An approval.</summary>
/// <param name="ContentHash">The request's <c>contentHash</c>, as it was shown.</param>
public sealed record ApproveRequestBody([StringLength(64, MinimumLength = 64), RegularExpression("^[0-9a-f]{64}$")] string ContentHash);

/// <summary>A rejection.</summary>
/// <param name="Reason">Why; stored sealed.</param>
public sealed record RejectRequestBody([StringLength(2000, MinimumLength = 1)] string Reason);
