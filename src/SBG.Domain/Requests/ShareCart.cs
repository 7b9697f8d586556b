using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Open a cart to colleagues of the client: to those named, or to all.</summary>
/// <param name="Subjects">Whom; empty: all of the client.</param>
/// <param name="Right">What for.</param>
public sealed record ShareCart(ImmutableArray<string> Subjects, CartRight Right)
{
    /// <summary>The most colleagues who can be named.</summary>
    public const int MostShares = 100;

    /// <summary>A cart is not shared with so many people by name.</summary>
    public static readonly Refusal TooManyShares = new("requests/too-many-shares");

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    public static Decision<Cart> Decide(ShareCart command, Cart cart, Actor actor)
    {
        if (CartRules.OwnerHindrance(cart, actor) is { } refusal)
        {
            return refusal;
        }

        if (command.Subjects.IsEmpty)
        {
            return cart.Everyone == command.Right ? Decision.Nothing : new CartShared(null, command.Right);
        }

        var fresh = command.Subjects.Distinct()
            .Where(subject => subject != cart.OpenedBy && !(cart.Shares.TryGetValue(subject, out var right) && right == command.Right))
            .ToArray();
        if (cart.Shares.Count + fresh.Count(subject => !cart.Shares.ContainsKey(subject)) > MostShares)
        {
            return TooManyShares.With("most", MostShares);
        }

        return fresh.Length == 0 ? Decision.Nothing : Decision.Record<Cart>([.. fresh.Select(subject => new CartShared(subject, command.Right))]);
    }
}
