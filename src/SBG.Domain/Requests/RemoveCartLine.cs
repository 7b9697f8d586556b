using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Take a line out; one that is not there is out already.</summary>
/// <param name="LineId">The line.</param>
public sealed record RemoveCartLine(Guid LineId)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    public static Decision<Cart> Decide(RemoveCartLine command, Cart cart, Actor actor)
    {
        if (CartRules.Hindrance(cart, actor) is { } refusal)
        {
            return refusal;
        }

        if (cart.Line(command.LineId) is null)
        {
            return Decision.Nothing;
        }

        return new CartLineRemoved(command.LineId);
    }
}
