using SBG.Api.Clients;
using SBG.Api.Portal.Calls;
using SBG.Api.Portal.Words;

namespace SBG.Api.Portal.Pages;

/// <summary>The names of a client's people.</summary>
internal static class People
{
    /// <summary>Reads them.</summary>
    /// <param name="api">The API.</param>
    /// <param name="client">The client.</param>
    /// <param name="words">What stands for a destroyed name.</param>
    /// <returns>By person; empty where the caller may not see them.</returns>
    public static async Task<IReadOnlyDictionary<Guid, string>> Of(PortalApi api, string client, PortalWords words)
    {
        try
        {
            return (await api.All<PersonView>($"/v1/clients/{client}/people")).ToDictionary(person => person.Id, person => person.Name ?? words["destroyed"]);
        }
        catch (ApiRefusedException refusal) when (refusal.Problem.Status == StatusCodes.Status403Forbidden)
        {
            return new Dictionary<Guid, string>();
        }
    }
}
