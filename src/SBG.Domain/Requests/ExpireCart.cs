using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>
/// Let a cart that nobody changes end: first announce it, then end it. Asked too early, twice, late or after a change, it does what is due and no more; a
/// cart whose turn comes late is announced all the same, and has its whole notice.
/// </summary>
/// <param name="Lifetime">How long a cart stays without change.</param>
/// <param name="Notice">How long before its end that is announced.</param>
public sealed record ExpireCart(TimeSpan Lifetime, TimeSpan Notice)
{
    /// <summary>When something is due for a cart.</summary>
    /// <param name="cart">The cart.</param>
    /// <returns>UTC; null when nothing ever is: it was submitted, or it expired.</returns>
    public DateTimeOffset? DueAt(Cart cart)
    {
        ArgumentNullException.ThrowIfNull(cart);
        return CartRules.Hindrance(cart) is null ? cart.ExpiresAt ?? cart.ChangedAt + Lifetime - Notice : null;
    }

    /// <summary>Decides; never refuses.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="at">When (UTC).</param>
    public static Decision<Cart> Decide(ExpireCart command, Cart cart, DateTimeOffset at)
    {
        if (command.DueAt(cart) is not { } due || at < due)
        {
            return Decision.Nothing;
        }

        if (cart.ExpiresAt is not null)
        {
            return new CartExpired();
        }

        var end = cart.ChangedAt + command.Lifetime;
        return new CartExpiryAnnounced(end > at + command.Notice ? end : at + command.Notice);
    }
}
