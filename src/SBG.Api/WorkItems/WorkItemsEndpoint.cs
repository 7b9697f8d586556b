using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Projections.WorkItems;

namespace SBG.Api.WorkItems;

/// <summary>The agents' queue over all clients, the longest waiting first.</summary>
public static class WorkItemsEndpoint
{
    /// <summary>Maps the endpoint.</summary>
    /// <param name="api">The routes.</param>
    public static void MapWorkItems(this IEndpointRouteBuilder api) =>
        api.MapGet("/v1/work-items", List)
            .Lists<WorkItemView>("ListWorkItems", "What waits for an agent over all clients, the longest waiting first.", Role.Agent, Role.ServiceManager);

    private static async Task<IResult> List(
        [AsParameters] Paging paging,
        WorkItemKind? kind,
        [StringLength(40, MinimumLength = 3)] string? client,
        HttpContext context,
        IDocumentStore store,
        Vault vault,
        CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        var query = session.Query<WorkItem>().Where(item => item.AnyTenant() && item.IsOpen);
        if (kind is { } wanted)
        {
            query = query.Where(item => item.Kind == wanted);
        }

        if (client is not null)
        {
            query = query.Where(item => item.ClientId == client);
        }

        if (paging.Cursor is { } cursor)
        {
            if (Place.Read(cursor) is not { } after)
            {
                return Problem.Of("request/bad-cursor");
            }

            query = query.Where(item => item.MatchesSql("(d.opened_at, d.id) > (?, ?)", after.OpenedAt, after.Id));
        }

        var limit = paging.Limit ?? Paging.DefaultLimit;
        var found = await query.OrderBy(item => item.OpenedAt).ThenBy(item => item.Id).Take(limit + 1).ToListAsync(stop);
        var items = new List<WorkItemView>(limit);
        foreach (var item in found.Take(limit))
        {
            items.Add(await WorkItemView.Of(item, vault, stop));
        }

        var next = found.Count > limit ? new Place(found[limit - 1].OpenedAt, found[limit - 1].Id).Write() : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<WorkItemView>(items, next));
    }

    // After which item a page begins.
    private readonly record struct Place(DateTimeOffset OpenedAt, Guid Id)
    {
        private const int Length = sizeof(long) + 16;

        public string Write()
        {
            Span<byte> bytes = stackalloc byte[Length];
            BitConverter.TryWriteBytes(bytes, OpenedAt.UtcTicks);
            Id.TryWriteBytes(bytes[sizeof(long)..]);
            return Base64Url.EncodeToString(bytes);
        }

        public static Place? Read(string cursor)
        {
            Span<byte> bytes = stackalloc byte[Length];
            if (cursor.Length != 32 || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written) || written != Length)
            {
                return null;
            }

            var ticks = BitConverter.ToInt64(bytes);
            return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new(new(ticks, TimeSpan.Zero), new(bytes[sizeof(long)..])) : null;
        }
    }
}
