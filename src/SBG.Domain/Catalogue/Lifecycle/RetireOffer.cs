using SBG.Domain.Kernel;

namespace SBG.Domain.Catalogue.Lifecycle;

/// <summary>Take the offer out of the catalogue, now or at an instant to come; what was ordered goes on.</summary>
/// <param name="At">When (UTC); null: now.</param>
public sealed record RetireOffer(DateTimeOffset? At = null)
{
    /// <summary>No retirement is awaited.</summary>
    public static readonly Refusal NoneAwaited = new("catalogue/no-retirement-awaited");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="offer">The offer.</param>
    public static Refusal? Hindrance(Offer offer) => ReviseOfferDraft.Hindrance(offer);

    /// <summary>Decides; another instant replaces the one that was named before.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<Offer> Decide(RetireOffer command, Offer offer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        if ((Hindrance(offer) ?? PublishOffer.Ahead(command.At, now)) is { } refusal)
        {
            return refusal;
        }

        return command.At is not { } at ? new OfferRetired() : offer.RetiresAt == at ? Decision.Nothing : new RetirementScheduled(offer.Id, at);
    }

    /// <summary>What stands in the way of calling a retirement off.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="now">Now (UTC).</param>
    public static Refusal? WithdrawalHindrance(Offer offer, DateTimeOffset now) => Hindrance(offer) ?? (offer.RetiresAt > now ? null : NoneAwaited);

    /// <summary>Decides to call it off.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<Offer> Withdraw(Offer offer, DateTimeOffset now) => WithdrawalHindrance(offer, now) is { } refusal ? refusal : new RetirementWithdrawn();

    /// <summary>Tells that the instant has come; before it, after it was told and after it was called off there is nothing to tell.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<Offer> Tell(Offer offer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Status != OfferStatus.Retired && offer.RetiresAt <= now ? new OfferRetired() : Decision.Nothing;
    }
}
