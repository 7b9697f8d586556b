using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Requests;

/// <summary>Work on a cart that others may be working on: one after another, and nobody's work is refused for what another did elsewhere in it.</summary>
internal static class CartTurn
{
    /// <summary>A command that overwrites nothing is good at any version that there was.</summary>
    public static readonly Func<Cart, long, bool> Anything = (_, _) => true;

    /// <summary>Whether someone may know of a cart.</summary>
    public static Predicate<Cart> IsSeenBy(Actor actor) => cart => cart.RightOf(actor.Subject) is not null;

    /// <summary>Does work on a cart when its turn has come, and answers with the cart.</summary>
    public static Task<IResult> OnCart(
        this Recorder recorder,
        string clientId,
        Guid cartId,
        CartRendering carts,
        Func<Cart, long, bool> isCurrent,
        Func<IDocumentSession, Writing<Cart>, Task> work,
        CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var cart = await recorder.FetchInTurn(session, cartId, isCurrent, IsSeenBy(recorder.Actor), stop);
            await work(session, cart);
            return Answer.Ok(await carts.View(cart.State!, recorder.Actor, stop), cart.Version);
        }, stop);
}
