using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Approvals;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Requests;

/// <summary>What waits for the caller's vote; and who could have voted on a request at any moment, from events alone.</summary>
public static class ApprovalsEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/clients/{clientId}/approvals", Queue)
            .Lists<AwaitedApprovalView>("ListAwaitedApprovals", "List what waits for the caller's vote, the newest first: what exactly is asked, and what changed.", RequestEndpoints.Voters);
        api.MapGet("/v1/clients/{clientId}/requests/{requestId:guid}/approvals", Get)
            .Reads<ApprovalsView>("GetRequestApprovals", "Read how the approval stands, or stood at an instant: who could approve, and under which delegation.", RequestEndpoints.Readers);
    }

    private static async Task<IResult> Queue(
        string clientId,
        [AsParameters] Paging paging,
        Reading reading,
        IDocumentStore store,
        HttpContext context,
        Capacities capacities,
        ApprovalsRendering rendering,
        CancellationToken stop)
    {
        Guid? after = null;
        if (paging.Cursor is { } cursor)
        {
            if (!Cursor.TryRead(cursor, out var place))
            {
                return Problem.Of("request/bad-cursor");
            }

            after = place;
        }

        var (limit, capacity) = (paging.Limit ?? Paging.DefaultLimit, await capacities.Of(clientId, reading.Actor, stop));
        await using var session = store.QuerySession(clientId);
        var found = new List<ServiceRequest>();
        IReadOnlyList<ServiceRequest> candidates;
        do
        {
            // The database finds what waits for someone like the caller; the ballot says whether it waits for the caller.
            candidates = await Candidates(session, capacity, after, stop);
            found.AddRange(candidates.Where(request => ApproveRequest.Hindrance(request, capacity) is null));
            after = candidates.Count == 0 ? null : candidates[^1].Id;
        }
        while (candidates.Count == Paging.MaxLimit && found.Count <= limit);

        var items = new List<AwaitedApprovalView>();
        foreach (var request in found.Take(limit))
        {
            items.Add(await rendering.Awaited(clientId, request, capacity, stop));
        }

        var next = found.Count > limit ? Cursor.Write(found[limit - 1].Id) : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<AwaitedApprovalView>(items, next));
    }

    private static Task<IReadOnlyList<ServiceRequest>> Candidates(IQuerySession session, Capacity capacity, Guid? after, CancellationToken stop)
    {
        var (me, last) = (capacity.Actor.Subject, after ?? Guid.AllBitsSet);
        string[] keys =
        [
            ApprovalSeat.PersonKey(me), .. capacity.Actor.Roles.Select(ApprovalSeat.RoleKey),
            .. capacity.Received.SelectMany(given => given.Roles.Select(ApprovalSeat.RoleKey).Prepend(ApprovalSeat.PersonKey(given.From))),
        ];
        return session.Query<ServiceRequest>()
            .Where(request => request.Status == RequestStatus.Acknowledged && request.RequestedBy != me)
            .Where(request => request.MatchesSql("d.id < ? and jsonb_exists_any(coalesce(d.data -> 'approval' -> 'awaits', '[\"role:approver\"]'), ?)", last, keys))
            .OrderByDescending(request => request.Id).Take(Paging.MaxLimit).ToListAsync(stop);
    }

    private static async Task<IResult> Get(
        string clientId,
        Guid requestId,
        [AsParameters] Moment moment,
        Reading reading,
        IDocumentStore store,
        TimeProvider clock,
        Capacities capacities,
        ApprovalsRendering rendering,
        CancellationToken stop)
    {
        if (moment.IsTwo)
        {
            return Problem.Of("request/as-of-or-version");
        }

        var capacity = await capacities.Of(clientId, reading.Actor, stop);
        await using var session = store.QuerySession(clientId);
        var events = await session.Events.FetchStreamAsync(requestId, token: stop);
        var then = moment.Until(events);
        if (events.Fold<ServiceRequest>() is not { } present || !Capacities.Sees(capacity)(present) || then.Fold<ServiceRequest>() is not { } request)
        {
            return Problem.Of("resource/not-found");
        }

        var at = moment.AsOf ?? (moment.Version is null ? clock.Now() : then[^1].Timestamp.ToUniversalTime());
        return Answer.Ok(await rendering.View(request, await InForce(session, at, stop), at, stop));
    }

    /// <summary>Every delegation that was in force: which ones there are is looked up, what they said is told by their events up to then.</summary>
    private static async Task<IReadOnlyCollection<ApprovalDelegation>> InForce(IQuerySession session, DateTimeOffset at, CancellationToken stop)
    {
        var known = await session.Query<ApprovalDelegation>().Where(given => given.StartsAt <= at && given.EndsAt > at).Select(given => given.Id).ToListAsync(stop);
        var inForce = new List<ApprovalDelegation>();
        foreach (var id in known.Order())
        {
            if ((await session.Events.FetchStreamAsync(id, timestamp: at, token: stop)).Fold<ApprovalDelegation>() is { } given && given.InForce(at))
            {
                inForce.Add(given);
            }
        }

        return inForce;
    }
}
