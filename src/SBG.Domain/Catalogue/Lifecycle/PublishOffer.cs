using SBG.Domain.Billing;
using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Lifecycle;

/// <summary>Publish the reviewed draft as a version that will never change, at the price in force: now, or at an instant to come.</summary>
/// <param name="At">When (UTC); null: now.</param>
public sealed record PublishOffer(DateTimeOffset? At = null)
{
    /// <summary>The draft says what the last version says.</summary>
    public static readonly Refusal NothingNew = new("catalogue/nothing-new");

    /// <summary>Nobody else approved the draft as it is.</summary>
    public static readonly Refusal NotReviewed = new("catalogue/not-reviewed");

    /// <summary>A publication is awaited: it is called off first.</summary>
    public static readonly Refusal PublicationAwaited = new("catalogue/publication-awaited");

    /// <summary>The instant is not ahead, or too far ahead.</summary>
    public static readonly Refusal InstantOutOfRange = new("catalogue/instant-out-of-range");

    /// <summary>The price plan has no price in force on the day.</summary>
    public static readonly Refusal NoPrice = new("catalogue/no-price-in-force");

    /// <summary>The farthest instant that can be named: two years ahead.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(731);

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="offer">The offer.</param>
    public static Refusal? Hindrance(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return ReviseOfferDraft.Hindrance(offer)
            ?? (offer.Scheduled() is { } awaited ? PublicationAwaited.With("version", awaited.Number) : null)
            ?? News(offer)
            ?? (offer.Review is { Status: ReviewStatus.Approved } ? null : NotReviewed);
    }

    /// <summary>Decides. The version that is tried becomes the published one, if it says the same at the same price; else there is a new version.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="price">The price in force on the day of publication; null when there is none.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<Offer> Decide(PublishOffer command, Offer offer, PriceVersion? price, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        if ((Hindrance(offer) ?? Ahead(command.At, now)) is { } refusal)
        {
            return refusal;
        }

        if (price is null)
        {
            return NoPrice;
        }

        var number = offer.Pilot() is { } pilot && pilot.Terms == offer.Draft && (pilot.MonthlyPrice, pilot.PricePlanVersion) == (price.MonthlyPerSeat, price.Number)
            ? pilot.Number
            : offer.Versions.Length + 1;
        return command.At is { } at
            ? new PublicationScheduled(offer.Id, number, offer.Draft, price.MonthlyPerSeat, price.Number, at, price.Charge)
            : new OfferPublished(offer.Id, number, offer.Draft, price.MonthlyPerSeat, price.Number, price.Charge);
    }

    /// <summary>Whether the draft says anything that is not published.</summary>
    /// <param name="offer">The offer.</param>
    internal static Refusal? News(Offer offer) =>
        offer.Versions.LastOrDefault(version => version.Stage == VersionStage.Published) is { } last && last.Terms == offer.Draft ? NothingNew : null;

    /// <summary>What is wrong with an instant to come.</summary>
    /// <param name="at">The instant; null: now.</param>
    /// <param name="now">Now (UTC).</param>
    internal static Refusal? Ahead(DateTimeOffset? at, DateTimeOffset now) => at <= now || at > now + Farthest ? InstantOutOfRange : null;
}
