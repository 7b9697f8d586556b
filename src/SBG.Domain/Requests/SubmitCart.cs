using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Make a cart a service request: what was chosen, at the prices of the pinned versions, for ever.</summary>
/// <param name="RequestId">The request's new stream.</param>
/// <param name="Number">What people call it.</param>
/// <param name="RequestedBy">The subject who asks.</param>
public sealed record SubmitCart(Guid RequestId, string Number, string RequestedBy)
{
    /// <summary>The cart has no line.</summary>
    public static readonly Refusal CartEmpty = new("requests/cart-empty");

    /// <summary>What stands in the way, whatever the facts are.</summary>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks: the owner alone.</param>
    public static Refusal? Hindrance(Cart cart, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(cart);
        return CartRules.OwnerHindrance(cart, actor) ?? (cart.Lines.IsEmpty ? CartEmpty : null);
    }

    /// <summary>Decides what becomes of the cart.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="facts">What its lines name, as it stands now: an offer can have been retired, a person can have left.</param>
    public static Decision<Cart> Decide(SubmitCart command, Cart cart, Actor actor, OrderFacts facts)
    {
        if (Hindrance(cart, actor) is { } refusal)
        {
            return refusal;
        }

        foreach (var line in cart.Lines)
        {
            if (CartRules.Hindrance(line, facts) is { } wrong)
            {
                return wrong;
            }
        }

        return new CartSubmitted(command.RequestId);
    }

    /// <summary>Tells the request that the cart became.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart, whose submission was decided.</param>
    /// <param name="facts">What its lines name.</param>
    public static Decision<ServiceRequest> Tell(SubmitCart command, Cart cart, OrderFacts facts)
    {
        ImmutableArray<RequestLine> lines =
        [
            .. cart.Lines.Select(line => new RequestLine(
                line.LineId, line.OfferId, line.OfferVersion, line.BeneficiaryId, line.Options, line.Quantity,
                facts.Offers[line.OfferId].Version(line.OfferVersion)!.MonthlyPrice)),
        ];
        return new RequestSubmitted(command.RequestId, command.Number, command.RequestedBy, cart.Id, lines, RequestContent.Hash(lines));
    }
}
