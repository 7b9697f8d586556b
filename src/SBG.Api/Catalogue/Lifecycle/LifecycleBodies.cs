using System.ComponentModel.DataAnnotations;
using SBG.Domain.Catalogue.Lifecycle;

namespace SBG.Api.Catalogue.Lifecycle;

/// <summary>A draft that must be written anew.</summary>
/// <param name="Reason">Why; stored sealed.</param>
public sealed record SendBackOfferBody([StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>A pilot.</summary>
/// <param name="Clients">The codes of all the clients that try it.</param>
public sealed record PilotOfferBody([MinLength(1), MaxLength(PilotOffer.MostClients)] IReadOnlyList<string> Clients);

/// <summary>When a version is published; without a body: now.</summary>
/// <param name="At">An instant to come; absent: now.</param>
public sealed record PublishOfferBody(DateTimeOffset? At = null);

/// <summary>When an offer is taken out of the catalogue; without a body: now.</summary>
/// <param name="At">An instant to come; absent: now.</param>
public sealed record RetireOfferBody(DateTimeOffset? At = null);
