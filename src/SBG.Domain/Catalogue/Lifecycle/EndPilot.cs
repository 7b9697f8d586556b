using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Lifecycle;

/// <summary>Take a version from those who try it; what they ordered goes on.</summary>
public sealed record EndPilot
{
    /// <summary>Nobody tries a version.</summary>
    public static readonly Refusal NoPilot = new("catalogue/no-pilot");

    /// <summary>What stands in the way.</summary>
    /// <param name="offer">The offer.</param>
    public static Refusal? Hindrance(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return ReviseOfferDraft.Hindrance(offer)
            ?? (offer.Pilot() is not { } pilot ? NoPilot : pilot.PublishesAt is null ? null : PublishOffer.PublicationAwaited.With("version", pilot.Number));
    }

    /// <summary>Decides.</summary>
    /// <param name="offer">The offer.</param>
    public static Decision<Offer> Decide(Offer offer) => Hindrance(offer) is { } refusal ? refusal : new OfferPilotEnded(offer.Pilot()!.Number);
}
