using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Audit;

/// <summary>The public event feed: ordered, replayable from any position.</summary>
public static class EventFeedEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/events", Everything).Reads<EventFeedView>(
            "ReadEvents", "What happened, in order, behind a position; types: stored names, separated by commas.", Role.Agent, Role.ServiceManager, Role.Finance, Role.Auditor, Role.Admin);
        routes.MapGet("/v1/clients/{clientId}/events", OfClient).Reads<EventFeedView>(
            "ReadClientEvents", "What happened at a client, in order, behind a position; types: stored names, separated by commas.",
            Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Finance, Role.Auditor, Role.Admin);
    }

    private static Task<IResult> Everything(long? after, string? types, int? limit, HttpContext context, EventFeed feed, CancellationToken stop) =>
        Read(null, after, types, limit, context, feed, stop);

    private static Task<IResult> OfClient(string clientId, long? after, string? types, int? limit, HttpContext context, EventFeed feed, CancellationToken stop) =>
        Read(clientId, after, types, limit, context, feed, stop);

    private static async Task<IResult> Read(string? tenant, long? after, string? types, int? limit, HttpContext context, EventFeed feed, CancellationToken stop)
    {
        var wanted = types?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var read = await feed.Read(tenant, !context.Actor().IsProvider, after ?? 0, wanted, limit ?? Paging.DefaultLimit, stop);
        return context.IfNoneMatch(read.Position) && read.Items.Count == 0
            ? new Answer(StatusCodes.Status304NotModified, null, Answer.Tag(read.Position))
            : Answer.Ok(read, read.Position);
    }
}
