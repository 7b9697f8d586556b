using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Whom a cart is opened to.</summary>
internal static class CartSharingEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients/{clientId}/carts/{cartId:guid}/share", Share)
            .Changes<CartView>("ShareCart", "Open one's own cart to colleagues: to those named, or to all of the client.", CartEndpoints.Orderers);
        api.MapPost("/v1/clients/{clientId}/carts/{cartId:guid}/unshare", Unshare)
            .Changes<CartView>("UnshareCart", "Close one's own cart to colleagues; the lines that they put in stay.", CartEndpoints.Orderers);
    }

    private static Task<IResult> Share(string clientId, Guid cartId, ShareCartBody body, Recorder recorder, CartRendering carts, CancellationToken stop) =>
        recorder.OnCart(clientId, cartId, carts, CartTurn.Anything, (_, cart) =>
        {
            Recorder.Demand(cart.Record(ShareCart.Decide(new([.. body.Subjects ?? []], body.Right), cart.State!, recorder.Actor), recorder.Now));
            return Task.CompletedTask;
        }, stop);

    private static Task<IResult> Unshare(string clientId, Guid cartId, UnshareCartBody body, Recorder recorder, CartRendering carts, CancellationToken stop) =>
        recorder.OnCart(clientId, cartId, carts, CartTurn.Anything, (_, cart) =>
        {
            Recorder.Demand(cart.Record(UnshareCart.Decide(new([.. body.Subjects ?? []]), cart.State!, recorder.Actor), recorder.Now));
            return Task.CompletedTask;
        }, stop);
}

/// <summary>To whom a cart is opened, and what for.</summary>
/// <param name="Right">What they may do.</param>
/// <param name="Subjects">Colleagues; absent or empty: all of the client.</param>
public sealed record ShareCartBody(CartRight Right, [MaxLength(ShareCart.MostShares)] IReadOnlyList<string>? Subjects = null);

/// <summary>To whom a cart is closed.</summary>
/// <param name="Subjects">Colleagues; absent or empty: all who are not named.</param>
public sealed record UnshareCartBody([MaxLength(ShareCart.MostShares)] IReadOnlyList<string>? Subjects = null);
