using System.Collections.Immutable;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Lifecycle;

/// <summary>Let named clients order the reviewed draft before the others; or change who they are.</summary>
/// <param name="Clients">All the clients that try it.</param>
public sealed record PilotOffer(ImmutableArray<string> Clients)
{
    /// <summary>The most clients of a pilot.</summary>
    public const int MostClients = 50;

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="offer">The offer.</param>
    public static Refusal? Hindrance(Offer offer) => PublishOffer.Hindrance(offer);

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="price">The price in force today; null when there is none.</param>
    public static Decision<Offer> Decide(PilotOffer command, Offer offer, PriceVersion? price)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (Hindrance(offer) is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<string> clients = [.. command.Clients.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (offer.Pilot() is { } pilot && pilot.Terms == offer.Draft)
        {
            return pilot.PilotClients.SequenceEqual(clients) ? Decision.Nothing : new OfferPilotClientsChanged(pilot.Number, clients);
        }

        return price is null
            ? PublishOffer.NoPrice
            : new OfferPiloted(offer.Id, offer.Versions.Length + 1, offer.Draft, price.MonthlyPerSeat, price.Number, clients, price.Charge);
    }
}
