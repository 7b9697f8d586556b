using Marten;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Api.Licences;

/// <summary>Finds whom a caller is at the client.</summary>
internal static class OwnPeopleQuery
{
    /// <summary>The people who sign in with the caller's account: one, as a rule.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<Guid[]> OwnPeople(this IQuerySession session, Actor actor, CancellationToken stop) =>
        [.. await session.Query<Person>().Where(person => person.Account == actor.Subject).Select(person => person.Id).ToListAsync(stop)];

    /// <summary>Whose shared licences the caller deals with: one's own; null: everyone's, for the provider's staff and the client's managers.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="actor">The caller.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<Guid[]?> OwnUsers(this IQuerySession session, Actor actor, CancellationToken stop) =>
        actor.IsProvider || actor.Has(Role.ClientManager) ? null : await session.OwnPeople(actor, stop);
}
