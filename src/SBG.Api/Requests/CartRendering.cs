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
        var flat = cart.Lines.SelectMany(line => line.Flat()).ToArray();
        await offers.Warm(flat.Select(line => (line.OfferId, line.OfferVersion)), stop);
        await vault.Warm(flat.SelectMany(line => line.Options.Values).OfType<OptionValue.Secret>().Select(answer => answer.Value.Subject), stop);
        var lines = new List<CartLineView>(cart.Lines.Length);
        var (total, once) = (Money.Zero, Money.Zero);
        foreach (var line in cart.Lines)
        {
            var parts = new List<CartPartView>(line.Parts.Length);
            foreach (var part in line.Flat())
            {
                var version = await offers.Version(part.OfferId, part.OfferVersion, stop);
                var price = version is null ? default : UnitPrice.Of(version, part.Options);
                var all = version is null ? Money.Zero : UnitPrice.MonthlyOf(version, part.Options, part.Quantity);
                total += all;
                once += price.OneOff * part.Quantity;
                var shown = new CartPartView(
                    part.LineId, part.OfferId, part.OfferVersion, version?.Terms.Name, await vault.Reveal(part.Options, stop), part.Quantity / line.Quantity, part.Quantity, price.Monthly, all, price.OneOff);
                parts.Add(shown);
            }

            var own = parts[0];
            lines.Add(new(
                line.LineId, line.OfferId, line.OfferVersion, own.OfferName, line.BeneficiaryId, own.Options, line.Quantity, own.MonthlyPrice, own.MonthlyAmount, own.OneOffPrice,
                cart.Written.GetValueOrDefault(line.LineId), parts[1..]));
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
