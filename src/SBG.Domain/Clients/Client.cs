using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>A public body that the provider serves.</summary>
/// <param name="Id">The stream's id, derived from the code: two registrations of one code meet in one stream.</param>
/// <param name="ClientId">Short code; tenant, path and token.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Neq">Number in the enterprise register.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone in which its days and months run.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Status">Whether it may order.</param>
/// <param name="TaxRegime">How its invoices are taxed; null until decided: there is no default.</param>
/// <param name="ServiceLevelPolicyId">The agreed policy; null when there is none.</param>
/// <param name="RegisteredAt">When it was registered (UTC).</param>
public sealed record Client(
    Guid Id,
    string ClientId,
    string Name,
    string Neq,
    ClientCategory Category,
    string TimeZone,
    string Language,
    ClientStatus Status,
    TaxRegime? TaxRegime,
    Guid? ServiceLevelPolicyId,
    DateTimeOffset RegisteredAt) : IState<Client>
{
    /// <summary>The stream of a client's code.</summary>
    /// <param name="clientId">The code.</param>
    public static Guid StreamOf(string clientId) => DerivedId.Of("client", clientId);

    /// <inheritdoc/>
    public static Client? Evolve(Client? state, EventOf<Client> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, ClientRegistered e) => new(
            StreamOf(e.ClientId), e.ClientId, e.Name, e.Neq, e.Category, e.TimeZone, e.Language, ClientStatus.Prospect, null, null, at),
        ({ }, ClientProfileRevised e) => state with { Name = e.Name, Category = e.Category, TimeZone = e.TimeZone, Language = e.Language },
        ({ }, TaxRegimeSet e) => state with { TaxRegime = e.Regime },
        ({ }, ServiceLevelAgreed e) => state with { ServiceLevelPolicyId = e.PolicyId },
        ({ }, ClientActivated) => state with { Status = ClientStatus.Active },
        _ => state,
    };
}

/// <summary>Whether a client may order.</summary>
public enum ClientStatus
{
    /// <summary>Known, not yet served.</summary>
    Prospect,

    /// <summary>Served.</summary>
    Active,
}

/// <summary>What kind of public body a client is.</summary>
public enum ClientCategory
{
    /// <summary>A ministry.</summary>
    Ministry,

    /// <summary>An agency or another budget-funded body.</summary>
    Agency,

    /// <summary>The health and social services network.</summary>
    Health,

    /// <summary>A college, university or school service centre.</summary>
    Education,

    /// <summary>A municipality.</summary>
    Municipality,

    /// <summary>Any other public body.</summary>
    Other,
}

/// <summary>How invoices to a client are taxed.</summary>
public enum TaxRegime
{
    /// <summary>GST (TPS) and QST (TVQ) are charged.</summary>
    Taxable,

    /// <summary>Same registrant as the provider: internal chargeback, no tax.</summary>
    SameRegistrant,

    /// <summary>Exempt from both taxes.</summary>
    Exempt,

    /// <summary>Taxable at 0 %.</summary>
    ZeroRated,
}
