using SBG.Api.Portal.Calls;
using SBG.Api.Requests;
using SBG.Domain.Kernel;

namespace SBG.Api.Portal.Pages;

/// <summary>The cart that a person fills: the newest open one of their own.</summary>
internal static class CurrentCart
{
    /// <summary>Finds it.</summary>
    /// <param name="api">The API.</param>
    /// <param name="actor">The person.</param>
    /// <returns>Null: there is none yet.</returns>
    public static async Task<Tagged<CartView>?> Find(PortalApi api, Actor actor)
    {
        var carts = $"/v1/clients/{actor.Organisation}/carts";
        var newest = (await api.Page<CartView>(carts + "?limit=50")).Items.FirstOrDefault(cart => cart.Status == CartStatus.Open && cart.OpenedBy == actor.Subject);
        return newest is null ? null : await api.Read<CartView>($"{carts}/{newest.Id}");
    }
}
