using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Licences;
using Wolverine;

namespace SBG.Api.Licences;

/// <summary>Record what began or ended by itself in a pool.</summary>
/// <param name="PoolId">The pool.</param>
public sealed record SettlePool(Guid PoolId);

/// <summary>How long seats stay set aside for an order: the setting <c>Licences:ReservationLifetime</c>.</summary>
/// <param name="configuration">The settings.</param>
public sealed class ReservationLifetime(IConfiguration configuration)
{
    /// <summary>From when they are set aside.</summary>
    public TimeSpan Length { get; } = configuration.GetValue("Licences:ReservationLifetime", TimeSpan.FromDays(30));
}

/// <summary>
/// Looks at pools by scheduled messages at the instants at which something begins or ends by itself. No balance rests on them: they put into the ledger what is so already,
/// and wake who waits for it.
/// </summary>
public static class SettlePoolHandler
{
    /// <summary>Seats were bought: their term is followed.</summary>
    /// <param name="happened">The purchase.</param>
    public static OutgoingMessages Handle(IEvent<SeatsPurchased> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var (bought, messages) = (happened.Data, new OutgoingMessages());
        if (bought is { Pending: true, Terms.StartsAt: { } start })
        {
            messages.Schedule(new SettlePool(happened.StreamId), start);
        }

        if (bought.Terms?.EndsAt is { } end)
        {
            messages.Schedule(new SettlePool(happened.StreamId), end);
        }

        return messages;
    }

    /// <summary>Seats were set aside: the reservation's end is followed.</summary>
    /// <param name="happened">The reservation.</param>
    public static OutgoingMessages Handle(IEvent<SeatsReserved> happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var messages = new OutgoingMessages();
        if (happened.Data.EndsAt is { } end)
        {
            messages.Schedule(new SettlePool(happened.StreamId), end);
        }

        return messages;
    }

    /// <summary>Records what is due.</summary>
    /// <param name="message">Which pool.</param>
    /// <param name="session">A session of the provider's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static Task Handle(SettlePool message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        return session.OpenPool(message.PoolId, clock.Now(), stop);
    }
}
