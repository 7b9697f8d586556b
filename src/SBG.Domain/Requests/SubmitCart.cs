using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Make a cart a service request: what was chosen, at prices that the requester knows, for ever.</summary>
/// <param name="RequestId">The request's new stream.</param>
/// <param name="Number">What people call it.</param>
/// <param name="RequestedBy">The subject who asks.</param>
/// <param name="Prices">Prices that changed since lines were put in, as the requester accepts them.</param>
public sealed record SubmitCart(Guid RequestId, string Number, string RequestedBy, ImmutableArray<AcceptedPrice> Prices)
{
    /// <summary>The cart has no line.</summary>
    public static readonly Refusal CartEmpty = new("requests/cart-empty");

    /// <summary>Lines of the cart cannot be ordered as they are; the reason is told for each.</summary>
    public static readonly Refusal LinesRefused = new("requests/lines-refused");

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
    /// <param name="facts">What its lines name, as it stands now: see <see cref="SubmitCheck"/>.</param>
    public static Decision<Cart> Decide(SubmitCart command, Cart cart, Actor actor, OrderFacts facts)
    {
        if (Hindrance(cart, actor) is { } refusal)
        {
            return refusal;
        }

        if (SubmitCheck.Of(cart, facts, command.Prices) is { IsEmpty: false } wrong)
        {
            return LinesRefused.With("lines", wrong.DistinctBy(line => line.Index).Count());
        }

        var accepted = SubmitCheck.Changed(cart, facts).Where(command.Prices.Contains).ToImmutableArray();
        return accepted.IsEmpty
            ? new CartSubmitted(command.RequestId)
            : Decision.Record(new CartPricesAccepted(accepted), new CartSubmitted(command.RequestId));
    }

    /// <summary>Tells the request that the cart became.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="cart">The cart, submitted.</param>
    /// <param name="facts">What its lines name.</param>
    public static Decision<ServiceRequest> Tell(SubmitCart command, Cart cart, OrderFacts facts)
    {
        ImmutableArray<RequestLine> lines =
        [
            .. from chosen in cart.Lines
               from line in chosen.Flat()
               select new RequestLine(line.LineId, line.OfferId, line.OfferVersion, line.BeneficiaryId, line.Options, line.Quantity, Money.Zero)
               {
                   PartOf = line.LineId == chosen.LineId ? null : chosen.LineId,
               }.At(facts.Offers[line.OfferId].Version(line.OfferVersion)!),
        ];
        return new RequestSubmitted(command.RequestId, command.Number, command.RequestedBy, cart.Id, lines, RequestContent.Hash(lines));
    }
}
