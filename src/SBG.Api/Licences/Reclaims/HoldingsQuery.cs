using Marten;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Reclaims;

namespace SBG.Api.Licences.Reclaims;

/// <summary>Finds what people hold.</summary>
internal static class HoldingsQuery
{
    /// <summary>What each of some people of the session's client holds now, with the pools of it.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="people">The people.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<IReadOnlyDictionary<Guid, Holdings>> HoldingsOf(this IQuerySession session, Guid[] people, CancellationToken stop)
    {
        var held = await session.Query<LicenceAssignment>().Where(licence => people.Contains(licence.PersonId) && licence.Status != AssignmentStatus.Released).ToListAsync(stop);
        Guid[] ids = [.. held.Select(licence => licence.PoolId).Distinct()];
        var pools = (await session.Query<LicencePool>().Where(pool => pool.AnyTenant() && ids.Contains(pool.Id)).ToListAsync(stop)).ToDictionary(pool => pool.Id);
        return people.Distinct().ToDictionary(person => person, person => new Holdings([.. held.Where(licence => licence.PersonId == person)], pools));
    }
}
