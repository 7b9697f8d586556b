using SBG.Domain.Kernel;

namespace SBG.Api.Portal.Layout;

/// <summary>An entry of the navigation.</summary>
/// <param name="Path">Where it leads.</param>
/// <param name="Word">The key of its word.</param>
internal sealed record Menu(string Path, string Word)
{
    /// <summary>What someone can reach: the pages whose calls the API answers for one of their roles.</summary>
    /// <param name="actor">Who is signed in.</param>
    public static IEnumerable<Menu> Of(Actor actor)
    {
        yield return new("/portail", "nav.home");
        if (actor.IsProvider)
        {
            if (actor.Has(Role.Agent, Role.ServiceManager))
            {
                yield return new("/portail/travail", "nav.work");
            }

            yield break;
        }

        yield return new("/portail/catalogue", "nav.catalogue");
        if (actor.Has(Role.Requester, Role.ClientManager))
        {
            yield return new("/portail/panier", "nav.cart");
        }

        yield return new(In(actor.Organisation, "demandes"), "nav.requests");
        yield return new("/portail/approbations", "nav.approvals");
        if (actor.Has(Role.Requester, Role.ClientManager))
        {
            yield return new(In(actor.Organisation, "incidents"), "nav.incidents");
        }

        yield return new("/portail/licences", "nav.licences");
        if (actor.Has(Role.ClientManager))
        {
            yield return new("/portail/dossier", "nav.file");
        }
    }

    /// <summary>The path of something within a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rest">What follows.</param>
    public static string In(string client, string rest) => $"/portail/organismes/{client}/{rest}";

    /// <summary>Whether a page is this entry's, or below it.</summary>
    /// <param name="page">The page's path.</param>
    public bool Covers(PathString page) => Path == "/portail" ? page == Path : page.StartsWithSegments(Path);
}
