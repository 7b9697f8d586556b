using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Put lines in a cart: all of them, or none.</summary>
/// <param name="Lines">The new lines.</param>
public sealed record AddCartLines(ImmutableArray<CartLine> Lines)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="facts">What the lines name.</param>
    public static Decision<Cart> Decide(AddCartLines command, Cart cart, Actor actor, OrderFacts facts)
    {
        if (CartRules.Hindrance(cart, actor) is { } refusal)
        {
            return refusal;
        }

        if (command.Lines.IsEmpty)
        {
            return Decision.Nothing;
        }

        if (cart.Size() + command.Lines.Sum(line => 1 + line.Parts.Length) > CartRules.MostLines)
        {
            return CartRules.CartFull.With("most", CartRules.MostLines);
        }

        facts = facts.Beside(cart.Lines.AddRange(command.Lines));
        foreach (var line in command.Lines)
        {
            if (CartRules.Hindrance(line, facts) is { } wrong)
            {
                return wrong;
            }
        }

        return new CartLinesAdded(command.Lines);
    }
}
