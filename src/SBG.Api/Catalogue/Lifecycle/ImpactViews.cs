namespace SBG.Api.Catalogue.Lifecycle;

/// <summary>What of a client an offer touches.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Carts">Open carts with lines of the offer.</param>
/// <param name="RepricedCarts">Those whose lines cost something else than a version published today would: their owners are asked to accept the new price.</param>
/// <param name="RequestsInFlight">Requests that wait for approval or are being delivered: they end under their own version.</param>
/// <param name="UnitsInFlight">How many units these ask for.</param>
/// <param name="LicencesHeld">Licences that orders of the offer gave and that are held: nothing changes for them.</param>
/// <param name="ChargedSeats">Seats that the invoice of the current month charges by a price plan of the offer.</param>
public sealed record OfferImpactView(string ClientId, int Carts, int RepricedCarts, int RequestsInFlight, int UnitsInFlight, int LicencesHeld, int ChargedSeats);

/// <summary>What can be touched.</summary>
public enum TouchedKind
{
    /// <summary>An open cart.</summary>
    Cart,

    /// <summary>A request in flight.</summary>
    Request,

    /// <summary>A licence that is held.</summary>
    Licence,

    /// <summary>A seat on the invoice of the current month.</summary>
    ChargedSeat,

    /// <summary>An offer of the provider that has it as a part: orders of it take the new version.</summary>
    Bundle,
}

/// <summary>Which things.</summary>
/// <param name="Kind">Of one kind; absent: of all.</param>
/// <param name="ClientId">Of one client; absent: of all.</param>
public readonly record struct TouchedFilter(TouchedKind? Kind, string? ClientId);

/// <summary>A thing that an offer touches.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ClientId">Whose it is; a bundle is the provider's.</param>
/// <param name="Id">Its id.</param>
/// <param name="Quantity">How many units of the offer.</param>
/// <param name="OfferVersions">The versions of its lines; of a bundle, those that have the offer as a part; empty for a seat.</param>
/// <param name="Location">Where it is.</param>
public sealed record TouchedView(TouchedKind Kind, string ClientId, Guid Id, int Quantity, IReadOnlyList<int> OfferVersions, string Location)
{
    internal static TouchedView Of(TouchedKind kind, string clientId, Guid id, int quantity, int[] versions) => new(kind, clientId, id, quantity, versions, kind switch
    {
        TouchedKind.Cart => $"/v1/clients/{clientId}/carts/{id}",
        TouchedKind.Request => $"/v1/clients/{clientId}/requests/{id}",
        TouchedKind.Bundle => $"/v1/offers/{id}",
        _ => $"/v1/clients/{clientId}/licences/{id}",
    });
}
