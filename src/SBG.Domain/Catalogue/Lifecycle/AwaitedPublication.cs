using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Lifecycle;

/// <summary>A publication that was scheduled: called off, or told when its instant has come. Lines can be ordered from that instant on, told or not.</summary>
public static class AwaitedPublication
{
    /// <summary>No publication is awaited.</summary>
    public static readonly Refusal NoneAwaited = new("catalogue/no-publication-awaited");

    /// <summary>What stands in the way of calling it off.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="now">Now (UTC).</param>
    public static Refusal? Hindrance(Offer offer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return ReviseOfferDraft.Hindrance(offer) ?? (offer.Scheduled()?.PublishesAt > now ? null : NoneAwaited);
    }

    /// <summary>Decides to call it off.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<Offer> Withdraw(Offer offer, DateTimeOffset now) =>
        Hindrance(offer, now) is { } refusal ? refusal : new PublicationWithdrawn(offer.Scheduled()!.Number);

    /// <summary>Tells that the instant has come; before it, after it was told and after it was called off there is nothing to tell.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="version">The version.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<Offer> Tell(Offer offer, int version, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Version(version) is { } due && due.PublishesAt <= now
            ? new OfferPublished(offer.Id, due.Number, due.Terms, due.MonthlyPrice, due.PricePlanVersion, due.Charge)
            : Decision.Nothing;
    }
}
