using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Close a cart to colleagues: to those named, or to all who are not named. Lines that they put in stay.</summary>
/// <param name="Subjects">Whom; empty: all of the client.</param>
public sealed record UnshareCart(ImmutableArray<string> Subjects)
{
    /// <summary>Decides; who has no share is left out already.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    public static Decision<Cart> Decide(UnshareCart command, Cart cart, Actor actor)
    {
        if (CartRules.OwnerHindrance(cart, actor) is { } refusal)
        {
            return refusal;
        }

        if (command.Subjects.IsEmpty)
        {
            return cart.Everyone is null ? Decision.Nothing : new CartUnshared(null);
        }

        var shared = command.Subjects.Distinct().Where(cart.Shares.ContainsKey).ToArray();
        return shared.Length == 0 ? Decision.Nothing : Decision.Record<Cart>([.. shared.Select(subject => new CartUnshared(subject))]);
    }
}
