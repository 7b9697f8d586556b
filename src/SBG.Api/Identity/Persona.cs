using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SBG.Domain.Kernel;

namespace SBG.Api.Identity;

/// <summary>
/// Someone of the demonstration, told by the client id <c>[person@]role[.role…].organisation</c>: <c>requester.cegep-fjord</c>,
/// <c>ana@requester.approver.cegep-fjord</c>, <c>agent.mcn</c>.
/// </summary>
/// <param name="Subject">The whole client id.</param>
/// <param name="Name">What is shown.</param>
/// <param name="Organisation">The client, or the provider.</param>
/// <param name="Roles">At least one, of that kind of organisation.</param>
public sealed partial record Persona(string Subject, string Name, string Organisation, ImmutableArray<string> Roles)
{
    private static readonly HashSet<string> OfClient = [Role.Requester, Role.Approver, Role.ClientManager];

    private static readonly HashSet<string> OfProvider =
        [Role.Agent, Role.ServiceManager, Role.Finance, Role.Auditor, Role.PrivacyOfficer, Role.Admin];

    /// <summary>Reads a client id.</summary>
    /// <param name="clientId">The client id.</param>
    /// <returns>Null when it is not one: another form, or roles that do not fit the organisation.</returns>
    public static Persona? Of(string? clientId)
    {
        if (clientId is null || Form().Match(clientId) is not { Success: true } match)
        {
            return null;
        }

        var organisation = match.Groups["org"].Value;
        var roles = match.Groups["roles"].Value.Split('.').ToImmutableArray();
        var known = organisation == Tenant.Provider ? OfProvider : OfClient;
        var person = match.Groups["person"].Value;
        return roles.All(known.Contains) ? new(clientId, person.Length > 0 ? person : clientId, organisation, roles) : null;
    }

    [GeneratedRegex(@"^((?<person>[a-z0-9-]{1,40})@)?(?<roles>[a-z-]{3,20}(\.[a-z-]{3,20}){0,8})\.(?<org>[a-z0-9](-?[a-z0-9]){2,39})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
