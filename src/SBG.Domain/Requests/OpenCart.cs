using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Domain.Requests;

/// <summary>Begin to choose.</summary>
/// <param name="CartId">The new stream.</param>
/// <param name="OpenedBy">The subject whose cart it is.</param>
public sealed record OpenCart(Guid CartId, string OpenedBy)
{
    /// <summary>The client may not order yet.</summary>
    public static readonly Refusal ClientNotActive = new("requests/client-not-active");

    /// <summary>What stands in the way of ordering.</summary>
    /// <param name="client">The client.</param>
    public static Refusal? Hindrance(Client client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Status == ClientStatus.Active ? null : ClientNotActive.With("client", client.ClientId);
    }

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="client">The client that it is for.</param>
    /// <param name="existing">What exists under that id.</param>
    public static Decision<Cart> Decide(OpenCart command, Client client, Cart? existing)
    {
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        if (Hindrance(client) is { } refusal)
        {
            return refusal;
        }

        return new CartOpened(command.CartId, command.OpenedBy);
    }
}
