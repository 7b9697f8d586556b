using Marten;
using Marten.Linq.MatchesSql;
using SBG.Domain.Clients;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Kernel;

namespace SBG.Api.Incidents.Access;

/// <summary>Who sees which incidents of a client: <see cref="IncidentSight"/> with the caller's unit, for one incident and for lists.</summary>
/// <param name="store">The store.</param>
public sealed class IncidentSights(IDocumentStore store)
{
    private const string NeedsToKnow =
        "(not coalesce((d.data ->> 'isRestricted')::boolean, false) or d.data ->> 'reportedBy' = ? or d.data ->> 'assignee' = ? or jsonb_exists(d.data -> 'readers', ?))";

    private const string IsTheirs = """
        (d.data ->> 'reportedBy' = ? or jsonb_exists(d.data -> 'watchers', ?) or d.data -> 'absorbed' @> jsonb_build_array(jsonb_build_object('reportedBy', ?::text))
         or d.data ->> 'visibility' = 'all' or (d.data ->> 'visibility' = 'unit' and d.data ->> 'unit' = ?))
        """;

    /// <summary>Whether a caller sees an incident.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<Predicate<Incident>> Of(string clientId, Actor actor, CancellationToken stop)
    {
        var unit = IncidentSight.SeesAll(actor) ? null : await UnitOf(clientId, actor.Subject, stop);
        return incident => IncidentSight.Sees(incident, actor, unit);
    }

    /// <summary>The incidents that a caller sees.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<Func<IQueryable<Incident>, IQueryable<Incident>>> Filter(string clientId, Actor actor, CancellationToken stop)
    {
        var (me, all) = (actor.Subject, IncidentSight.SeesAll(actor));
        var unit = all ? null : await UnitOf(clientId, me, stop) ?? string.Empty;
        return incidents =>
        {
            incidents = IncidentSight.SeesRestricted(actor) ? incidents : incidents.Where(incident => incident.MatchesSql(NeedsToKnow, me, me, me));
            return all ? incidents : incidents.Where(incident => incident.MatchesSql(IsTheirs, me, me, me, unit!));
        };
    }

    /// <summary>The organisational unit of whoever signs in with a subject.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when it is not known.</returns>
    public async Task<string?> UnitOf(string clientId, string subject, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        return await session.Query<Person>().Where(person => person.Account == subject && !person.Departed).Select(person => person.Unit).FirstOrDefaultAsync(stop);
    }
}
