using System.Collections.Immutable;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Bundles;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests.Bundles;

namespace SBG.Domain.Requests;

/// <summary>What every command on a cart minds.</summary>
public static class CartRules
{
    /// <summary>The most lines of a cart.</summary>
    public const int MostLines = 1000;

    /// <summary>The most units of a line.</summary>
    public const int MostOfALine = 1000;

    /// <summary>The cart became a request already; the refusal names it.</summary>
    public static readonly Refusal AlreadySubmitted = new("requests/cart-submitted");

    /// <summary>Nobody changed the cart for too long.</summary>
    public static readonly Refusal AlreadyExpired = new("requests/cart-expired");

    /// <summary>The cart has no room for so many lines.</summary>
    public static readonly Refusal CartFull = new("requests/cart-full");

    /// <summary>A quantity is out of range.</summary>
    public static readonly Refusal QuantityOutOfRange = new("requests/quantity-out-of-range");

    /// <summary>No published offer has that id.</summary>
    public static readonly Refusal UnknownOffer = new("requests/unknown-offer");

    /// <summary>The offer is no longer in the catalogue.</summary>
    public static readonly Refusal OfferRetired = new("requests/offer-retired");

    /// <summary>The client tried the version, and its pilot is over.</summary>
    public static readonly Refusal VersionWithdrawn = new("requests/version-withdrawn");

    /// <summary>The client does not know the person.</summary>
    public static readonly Refusal UnknownBeneficiary = new("requests/unknown-beneficiary");

    /// <summary>The person has left.</summary>
    public static readonly Refusal BeneficiaryDeparted = new("requests/beneficiary-departed");

    /// <summary>What stands in the way of any change.</summary>
    /// <param name="cart">The cart.</param>
    public static Refusal? Hindrance(Cart cart)
    {
        ArgumentNullException.ThrowIfNull(cart);
        return cart.RequestId is { } request ? AlreadySubmitted.With("request", request) : cart.Expired ? AlreadyExpired : null;
    }

    /// <summary>The cart was shared to be looked at only.</summary>
    public static readonly Refusal ReadOnly = new("requests/cart-read-only");

    /// <summary>Only the owner does that with a cart.</summary>
    public static readonly Refusal NotOwner = new("requests/not-cart-owner");

    /// <summary>What stands in the way of someone's change.</summary>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Cart cart, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Hindrance(cart) ?? (cart.RightOf(actor.Subject) is CartRight.Change ? null : ReadOnly);
    }

    /// <summary>What stands in the way of what only the owner does.</summary>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? OwnerHindrance(Cart cart, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Hindrance(cart) ?? (cart.OpenedBy == actor.Subject ? null : NotOwner);
    }

    /// <summary>What is wrong with a line, or with the parts of its bundle.</summary>
    /// <param name="line">The line.</param>
    /// <param name="facts">The offers and people that lines name.</param>
    public static Refusal? Hindrance(CartLine line, OrderFacts facts)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Flat().Select(flat => OwnHindrance(flat, facts) ?? (flat.LineId == line.LineId ? PartsHindrance(line, facts) : null)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>What is wrong with the choice of a bundle's parts; each part is a line of its own beside that.</summary>
    /// <param name="line">The line, of an offer that is known.</param>
    /// <param name="facts">The offers that lines name.</param>
    internal static Refusal? PartsHindrance(CartLine line, OrderFacts facts) =>
        BundleChoice.Hindrance(line, facts.Offers[line.OfferId].Version(line.OfferVersion)!.Terms, facts.NameOf)
        ?? line.Parts.Where(part => facts.Offers.GetValueOrDefault(part.OfferId)?.Version(part.OfferVersion)?.Terms.IsBundle() is true)
            .Select(part => BundleRules.InBundle.With("offer", facts.NameOf(part.OfferId))).FirstOrDefault();

    /// <summary>What is wrong with a line, or a part, for itself.</summary>
    /// <param name="line">The line.</param>
    /// <param name="facts">The offers and people that lines name.</param>
    internal static Refusal? OwnHindrance(CartLine line, OrderFacts facts)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(facts);
        if (line.Quantity is < 1 or > MostOfALine)
        {
            return QuantityOutOfRange.With("most", MostOfALine);
        }

        if (facts.Offers.GetValueOrDefault(line.OfferId) is not { } offer || offer.Version(line.OfferVersion) is not { } version)
        {
            return UnknownOffer.With("offer", line.OfferId);
        }

        if (offer.IsRetired(facts.At))
        {
            return OfferRetired.With("offer", version.Terms.Name);
        }

        if (!version.IsPublished(facts.At) && !version.IsPilotOf(facts.ClientId))
        {
            return version.IsKnownTo(facts.ClientId, facts.At) ? VersionWithdrawn.With("offer", version.Terms.Name) : UnknownOffer.With("offer", line.OfferId);
        }

        return Hindrance(facts.People.GetValueOrDefault(line.BeneficiaryId), line.BeneficiaryId)
            ?? LineOrdering.Hindrances(line, facts).FirstOrDefault()
            ?? (version.Terms.Form is null ? OrderChoice.Hindrance(version.Terms, line.Options) : OrderChoice.Hindrance(facts.UnfitAnswers[line.LineId]));
    }

    private static Refusal? Hindrance(Person? beneficiary, Guid id) => beneficiary switch
    {
        null => UnknownBeneficiary.With("person", id),
        { Departed: true } => BeneficiaryDeparted.With("person", id),
        _ => null,
    };
}

/// <summary>What the lines of an order name, as it stands now.</summary>
/// <param name="Offers">Offers by id.</param>
/// <param name="People">People of the client by id.</param>
public sealed record OrderFacts(IReadOnlyDictionary<Guid, Offer> Offers, IReadOnlyDictionary<Guid, Person> People)
{
    /// <summary>Whose order it is; null: nobody's that is known, to whom only what is published to everyone is open.</summary>
    public Client? Client { get; init; }

    /// <summary>When it is ordered (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>By person: the offers that the person holds or is to get, where lines name offers that go with others or do not.</summary>
    public ILookup<Guid, Guid> Held { get; init; } = Array.Empty<(Guid Person, Guid Offer)>().ToLookup(held => held.Person, held => held.Offer);

    /// <summary>By person: the lines that are ordered together, see <see cref="LineOrdering.Beside"/>.</summary>
    public ILookup<Guid, CartLine> Lines { get; init; } = Array.Empty<CartLine>().ToLookup(line => line.BeneficiaryId);

    /// <summary>The client's code; empty when it is not known.</summary>
    public string ClientId => Client?.ClientId ?? string.Empty;

    /// <summary>The version of an offer that would be ordered now.</summary>
    /// <param name="offerId">The offer.</param>
    /// <returns>Null when there is none for this client.</returns>
    public OfferVersion? Current(Guid offerId) => Offers.GetValueOrDefault(offerId)?.CurrentFor(ClientId, At);

    /// <summary>What people call an offer.</summary>
    /// <param name="offerId">The offer.</param>
    public string NameOf(Guid offerId) => Current(offerId)?.Terms.Name ?? offerId.ToString();

    /// <summary>By licence pool: the seats that nobody holds and no order waits for; pools that nobody asked about are absent.</summary>
    public IReadOnlyDictionary<Guid, int> AvailableSeats { get; init; } = ImmutableDictionary<Guid, int>.Empty;

    /// <summary>
    /// By line whose offer has a form: the questions whose answers do not fit it, none where all do. They were checked before they were sealed, where
    /// they can be read; a line that nobody checked is not here, and nothing is decided on it.
    /// </summary>
    public IReadOnlyDictionary<Guid, ImmutableArray<string>> UnfitAnswers { get; init; } = ImmutableDictionary<Guid, ImmutableArray<string>>.Empty;
}
