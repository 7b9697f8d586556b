using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Catalogue.Pricing;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Represents carts: with the names and prices of their offers, and the answers revealed.</summary>
/// <param name="offers">Published versions.</param>
/// <param name="vault">Reveals.</param>
public sealed class CartRendering(PublishedOffers offers, Vault vault)
{
    /// <summary>Represents a cart.</summary>
    /// <param name="cart">The cart.</param>
    /// <param name="actor">Who sees it.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<CartView> View(Cart cart, Actor actor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(cart);
        await offers.Warm(cart.Lines.Select(line => (line.OfferId, line.OfferVersion)), stop);
        await vault.Warm(cart.Lines.SelectMany(line => line.Options.Values).OfType<OptionValue.Secret>().Select(answer => answer.Value.Subject), stop);
        var lines = new List<CartLineView>(cart.Lines.Length);
        var (total, once) = (Money.Zero, Money.Zero);
        foreach (var line in cart.Lines)
        {
            var version = await offers.Version(line.OfferId, line.OfferVersion, stop);
            var price = version is null ? default : UnitPrice.Of(version, line.Options);
            total += price.Monthly * line.Quantity;
            once += price.OneOff * line.Quantity;
            lines.Add(new(
                line.LineId, line.OfferId, line.OfferVersion, version?.Terms.Name, line.BeneficiaryId, await vault.Reveal(line.Options, stop), line.Quantity, price.Monthly, price.OneOff,
                cart.Written.GetValueOrDefault(line.LineId)));
        }

        var actions = new Actions(actor)
            .May("addLines", CartRules.Hindrance(cart, actor), CartEndpoints.Orderers)
            .May("share", CartRules.OwnerHindrance(cart, actor), CartEndpoints.Orderers)
            .May("unshare", CartRules.OwnerHindrance(cart, actor), CartEndpoints.Orderers)
            .May("submit", SubmitCart.Hindrance(cart, actor), CartEndpoints.Orderers);
        return new(
            cart.Id, cart.RequestId is not null ? CartStatus.Submitted : cart.Expired ? CartStatus.Expired : CartStatus.Open, lines, total, once, cart.RequestId, cart.OpenedAt,
            cart.ExpiresAt, cart.OpenedBy, cart.Shares, cart.Everyone, actions.Listed);
    }
}
