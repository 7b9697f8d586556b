using System.ComponentModel.DataAnnotations;
using Marten;
using Marten.Linq.MatchesSql;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Reclaims;

namespace SBG.Api.Licences.Reclaims;

/// <summary>A licence that could be taken back, with the evidence.</summary>
/// <param name="AssignmentId">The licence.</param>
/// <param name="PoolId">Its pool.</param>
/// <param name="PersonId">Who holds it.</param>
/// <param name="Cause">Why it could.</param>
/// <param name="AssignedAt">Since when it is held.</param>
/// <param name="LastUsedAt">When it was last used; null: never, as far as was told.</param>
/// <param name="PremiumUsedAt">When that of it was last used which the included product lacks; null: never, as far as was told.</param>
/// <param name="Covering">The licence of the same person that includes it, if there is one.</param>
/// <param name="Instead">The pool from which the person could have a smaller licence, if there is one.</param>
public sealed record ReclaimGroundView(
    Guid AssignmentId,
    Guid PoolId,
    Guid PersonId,
    ReclaimCause Cause,
    DateTimeOffset AssignedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? PremiumUsedAt,
    Guid? Covering,
    Guid? Instead);

/// <summary>Which licences of a client could be taken back: unused, included in another, or larger than what is used.</summary>
public static class ReclaimGroundsEndpoint
{
    private const int UsualDays = 90;
    private const int Batch = 200;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/clients/{clientId}/licences/reclaim-grounds", List).Lists<ReclaimGroundView>(
            "ListReclaimGrounds", "List the licences that nobody has used for some days (90 when nothing is said), that another of the same person includes, or for which a smaller one would do.",
            Role.ClientManager, Role.Agent, Role.ServiceManager, Role.Finance, Role.Auditor);

    private static async Task<IResult> List(
        string clientId, [AsParameters] Paging paging, [Range(1, 3650)] int? inactiveDays, HttpContext context, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var (limit, since) = (paging.Limit ?? Paging.DefaultLimit, clock.Now().AddDays(-(inactiveDays ?? UsualDays)));
        Guid? after = null;
        if (paging.Cursor is { } cursor)
        {
            if (!Cursor.TryRead(cursor, out var read))
            {
                return Problem.Of("request/bad-cursor");
            }

            after = read;
        }

        await using var session = store.QuerySession(clientId);
        var found = new List<ReclaimGroundView>();
        for (var more = true; more && found.Count <= limit;)
        {
            var licences = await Next(session, after, stop);
            var holdings = await session.HoldingsOf([.. licences.Select(licence => licence.PersonId)], stop);
            found.AddRange(licences.SelectMany(licence => holdings[licence.PersonId].GroundFor(licence, since) is { } ground ? new[] { View(licence, ground) } : []));
            (more, after) = (licences.Count == Batch, licences.Count > 0 ? licences[^1].Id : after);
        }

        var next = found.Count > limit ? Cursor.Write(found[limit - 1].AssignmentId) : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<ReclaimGroundView>([.. found.Take(limit)], next));
    }

    private static Task<IReadOnlyList<LicenceAssignment>> Next(IQuerySession session, Guid? after, CancellationToken stop)
    {
        var held = session.Query<LicenceAssignment>().Where(licence => licence.Status != AssignmentStatus.Released);
        held = after is { } id ? held.Where(licence => licence.MatchesSql("d.id < ?", id)) : held;
        return held.OrderByDescending(licence => licence.Id).Take(Batch).ToListAsync(stop);
    }

    private static ReclaimGroundView View(LicenceAssignment licence, ReclaimGround ground) => new(
        licence.Id, licence.PoolId, licence.PersonId, ground.Cause, licence.AssignedAt, licence.LastUsedAt, licence.PremiumUsedAt, ground.Covering, ground.Instead);
}
