using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Requests;

/// <summary>See whether a cart that nobody changes is to be announced, or ended.</summary>
/// <param name="CartId">The cart.</param>
public sealed record LookAtCart(Guid CartId);

/// <summary>How long carts stay without change: the settings <c>Carts:Lifetime</c> and <c>Carts:Notice</c>.</summary>
/// <param name="configuration">The settings.</param>
public sealed class CartLifetime(IConfiguration configuration)
{
    /// <summary>What ends a cart.</summary>
    public ExpireCart Command { get; } = new(
        configuration.GetValue("Carts:Lifetime", TimeSpan.FromDays(30)), configuration.GetValue("Carts:Notice", TimeSpan.FromDays(3)));
}

/// <summary>
/// Ends carts by scheduled messages: one waits for each open cart. When it comes it does what is due and schedules its next coming; a change in between only
/// makes that later, so that a cart that is edited a thousand times still has one message.
/// </summary>
public static class CartExpiryHandler
{
    /// <summary>A cart was opened: its first look is scheduled.</summary>
    /// <param name="happened">The opening.</param>
    /// <param name="lifetime">The settings.</param>
    public static OutgoingMessages Handle(IEvent<CartOpened> happened, CartLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(lifetime);
        var messages = new OutgoingMessages();
        messages.Schedule(new LookAtCart(happened.Data.CartId), happened.Timestamp.ToUniversalTime() + lifetime.Command.Lifetime - lifetime.Command.Notice);
        return messages;
    }

    /// <summary>Does what is due, and schedules the next look.</summary>
    /// <param name="message">Which cart.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="lifetime">The settings.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<OutgoingMessages> Handle(LookAtCart message, IDocumentSession session, CartLifetime lifetime, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(lifetime);
        var messages = new OutgoingMessages();
        if (await session.Fetch<Cart>(message.CartId, stop) is { } cart)
        {
            var now = clock.Now();
            cart.Record(ExpireCart.Decide(lifetime.Command, cart.State!, now), now);
            if (lifetime.Command.DueAt(cart.State!) is { } due)
            {
                messages.Schedule(message, due);
            }
        }

        return messages;
    }
}
