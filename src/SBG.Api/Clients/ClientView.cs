using SBG.Api.Kernel;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Api.Clients;

/// <summary>A public body, as the API shows it.</summary>
/// <param name="Id">Short code: in paths and tokens.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Neq">Number in the enterprise register.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Status">Whether it may order.</param>
/// <param name="TaxRegime">Null until decided: no invoice can be issued before.</param>
/// <param name="ServiceLevelPolicyId">The agreed policy, if there is one.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record ClientView(
    string Id,
    string Name,
    string Neq,
    ClientCategory Category,
    string TimeZone,
    string Language,
    ClientStatus Status,
    TaxRegime? TaxRegime,
    Guid? ServiceLevelPolicyId,
    DateTimeOffset RegisteredAt,
    IReadOnlyList<string> Actions)
{
    /// <summary>Represents a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="actor">The caller.</param>
    public static ClientView Of(Client client, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(client);
        var actions = new Actions(actor)
            .May("revise", Role.Admin)
            .May("setTaxRegime", Role.Admin, Role.Finance)
            .May("agreeServiceLevel", Role.ServiceManager)
            .May("activate", ActivateClient.Hindrance(client), Role.Admin);
        return new(
            client.ClientId, client.Name, client.Neq, client.Category, client.TimeZone, client.Language, client.Status,
            client.TaxRegime, client.ServiceLevelPolicyId, client.RegisteredAt, actions.Listed);
    }
}
