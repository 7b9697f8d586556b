using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Catalogue;
using SBG.Domain.Catalogue.Lifecycle;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Catalogue.Lifecycle;

/// <summary>Tell that a version is published, its instant having come.</summary>
/// <param name="OfferId">The offer.</param>
/// <param name="Version">The version.</param>
public sealed record TellPublication(Guid OfferId, int Version);

/// <summary>Tell that an offer is retired, the instant having come.</summary>
/// <param name="OfferId">The offer.</param>
public sealed record TellRetirement(Guid OfferId);

/// <summary>
/// Tells what was scheduled by scheduled messages, as having happened at the instant that was named. Orders go by that instant, not by the message: one that comes
/// late, twice, or after the change was called off finds that in the offer's state, and changes nothing.
/// </summary>
public static class AwaitedChangesHandler
{
    /// <summary>A publication was scheduled.</summary>
    /// <param name="happened">The event.</param>
    public static OutgoingMessages Handle(IEvent<PublicationScheduled> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return At(new TellPublication(happened.Data.OfferId, happened.Data.Version), happened.Data.At);
    }

    /// <summary>A retirement was scheduled.</summary>
    /// <param name="happened">The event.</param>
    public static OutgoingMessages Handle(IEvent<RetirementScheduled> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return At(new TellRetirement(happened.Data.OfferId), happened.Data.At);
    }

    /// <summary>Tells a publication; too early, it comes again.</summary>
    /// <param name="message">Which one.</param>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(TellPublication message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Tell(message, message.OfferId, offer => offer.Version(message.Version)?.PublishesAt, (offer, now) => AwaitedPublication.Tell(offer, message.Version, now), session, clock, stop);
    }

    /// <summary>Tells a retirement; too early, it comes again.</summary>
    /// <param name="message">Which one.</param>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<OutgoingMessages> Handle(TellRetirement message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Tell(message, message.OfferId, offer => offer.Status == OfferStatus.Retired ? null : offer.RetiresAt, RetireOffer.Tell, session, clock, stop);
    }

    private static async Task<OutgoingMessages> Tell(
        object message,
        Guid offerId,
        Func<Offer, DateTimeOffset?> due,
        Func<Offer, DateTimeOffset, Decision<Offer>> tell,
        IDocumentSession session,
        TimeProvider clock,
        CancellationToken stop)
    {
        if (await session.Fetch<Offer>(offerId, stop) is not { State: { } state } offer || due(state) is not { } instant)
        {
            return [];
        }

        var now = clock.Now();
        offer.Record(tell(state, now), now, new(OccurredAt: instant));
        return instant <= now ? [] : At(message, instant);
    }

    private static OutgoingMessages At(object message, DateTimeOffset instant)
    {
        var messages = new OutgoingMessages();
        messages.Schedule(message, instant);
        return messages;
    }
}
