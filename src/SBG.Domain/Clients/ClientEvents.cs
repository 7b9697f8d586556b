using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>A public body became known to the service.</summary>
/// <param name="ClientId">Its short code: tenant, path and token name it so.</param>
/// <param name="Name">Legal name of the public body.</param>
/// <param name="Neq">Number in the enterprise register.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone in which its days and months run.</param>
/// <param name="Language">Language of correspondence: <c>fr</c> or <c>en</c>.</param>
[StoredAs("client_registered")]
public sealed record ClientRegistered(string ClientId, string Name, string Neq, ClientCategory Category, string TimeZone, string Language) : EventOf<Client>;

/// <summary>The profile was corrected or completed; every member is the new value.</summary>
/// <param name="Name">Legal name.</param>
/// <param name="Category">What kind of public body.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
[StoredAs("client_profile_revised")]
public sealed record ClientProfileRevised(string Name, ClientCategory Category, string TimeZone, string Language) : EventOf<Client>;

/// <summary>How invoices to the client are taxed was decided.</summary>
/// <param name="Regime">The regime from now on.</param>
[StoredAs("client_tax_regime_set")]
public sealed record TaxRegimeSet(TaxRegime Regime) : EventOf<Client>;

/// <summary>The client and the provider agreed on a service-level policy.</summary>
/// <param name="PolicyId">The policy; which of its versions applies follows from the date.</param>
[StoredAs("client_service_level_agreed")]
public sealed record ServiceLevelAgreed(Guid PolicyId) : EventOf<Client>;

/// <summary>The client may order from now on.</summary>
[StoredAs("client_activated")]
public sealed record ClientActivated : EventOf<Client>;
