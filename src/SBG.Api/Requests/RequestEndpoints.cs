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

    internal static readonly string[] Readers =
        [Role.Requester, Role.Approver, Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Auditor];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/clients/{clientId}/requests", List).Lists<RequestView>("ListRequests", "List the service requests, the newest first.", Readers);
        api.MapGet("/v1/clients/{clientId}/requests/{requestId:guid}", Get).Reads<RequestView>("GetRequest", "Read a service request.", Readers);
        api.MapPost("/v1/clients/{clientId}/requests/{requestId:guid}/approve", Approve)
            .Changes<RequestView>("ApproveRequest", "Approve what was shown; never one's own request.", Role.Approver);
        api.MapPost("/v1/clients/{clientId}/requests/{requestId:guid}/reject", Reject)
            .Changes<RequestView>("RejectRequest", "Reject; never one's own request.", Role.Approver);
        api.MapPost("/v1/clients/{clientId}/requests/{requestId:guid}/cancel", Cancel)
            .Changes<RequestView>("CancelRequest", "Withdraw a request that nobody decided on.", Cancellers);
        api.MapGet("/v1/clients/{clientId}/requests/{requestId:guid}/history", History)
            .Lists<HistoryEntry>("GetRequestHistory", "Replay the request: every event and what it changed, the first first.", Readers);
    }

    internal static Predicate<ServiceRequest> IsSeenBy(Actor actor) => request => actor.Sees(request.RequestedBy);

    private static Task<IResult> List(
        string clientId, [AsParameters] Paging paging, RequestStatus? status, Reading reading, RequestRendering rendering, CancellationToken stop)
    {
        var owner = reading.Actor.SeesAll() ? null : reading.Actor.Subject;
        return reading.Page<ServiceRequest, RequestView>(
            clientId,
            paging,
            requests =>
            {
                requests = owner is null ? requests : requests.Where(request => request.RequestedBy == owner);
                return status is { } wanted ? requests.Where(request => request.Status == wanted) : requests;
            },
            request => rendering.View(request, reading.Actor, stop),
            stop);
    }

    private static Task<IResult> Get(
        string clientId, Guid requestId, [AsParameters] Moment moment, Reading reading, RequestRendering rendering, CancellationToken stop) =>
        reading.One(clientId, requestId, moment, request => rendering.View(request, reading.Actor, stop), stop, IsSeenBy(reading.Actor));

    private static Task<IResult> History(string clientId, Guid requestId, [AsParameters] Paging paging, Histories histories, Reading reading, CancellationToken stop) =>
        histories.Page(clientId, requestId, paging, stop, IsSeenBy(reading.Actor));

    private static Task<IResult> Approve(
        string clientId, Guid requestId, ApproveRequestBody body, Recorder recorder, RequestRendering rendering, CancellationToken stop) =>
        recorder.Change<ServiceRequest, RequestView>(
            clientId, requestId, request => ApproveRequest.Decide(new(body.ContentHash), request, recorder.Actor),
            request => rendering.View(request, recorder.Actor, stop), stop);

    private static async Task<IResult> Reject(
        string clientId, Guid requestId, RejectRequestBody body, Recorder recorder, RequestRendering rendering, Vault vault, CancellationToken stop)
    {
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await recorder.Change<ServiceRequest, RequestView>(
            clientId, requestId, request => RejectRequest.Decide(new(reason), request, recorder.Actor),
            request => rendering.View(request, recorder.Actor, stop), stop);
    }

    private static Task<IResult> Cancel(string clientId, Guid requestId, Recorder recorder, RequestRendering rendering, CancellationToken stop) =>
        recorder.Change(
            clientId, requestId, request => CancelRequest.Decide(request, recorder.Actor),
            request => rendering.View(request, recorder.Actor, stop), stop, IsSeenBy(recorder.Actor));
}

/// <summary>An approval.</summary>
/// <param name="ContentHash">The request's <c>contentHash</c>, as it was shown.</param>
public sealed record ApproveRequestBody([StringLength(64, MinimumLength = 64), RegularExpression("^[0-9a-f]{64}$")] string ContentHash);

/// <summary>A rejection.</summary>
/// <param name="Reason">Why; stored sealed.</param>
public sealed record RejectRequestBody([StringLength(2000, MinimumLength = 1)] string Reason);
