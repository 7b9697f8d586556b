using SBG.Domain.Kernel;

namespace SBG.Domain.Clients;

/// <summary>Let the client order.</summary>
public sealed record ActivateClient
{
    /// <summary>The client is active already.</summary>
    public static readonly Refusal AlreadyActive = new("clients/already-active");

    /// <summary>What stands in the way, whatever the command says.</summary>
    /// <param name="client">The client.</param>
    public static Refusal? Hindrance(Client client) => client.Status == ClientStatus.Active ? AlreadyActive : null;

    /// <summary>Decides.</summary>
    /// <param name="client">The client.</param>
    public static Decision<Client> Decide(Client client)
    {
        if (Hindrance(client) is { } refusal)
        {
            return refusal;
        }

        return new ClientActivated();
    }
}
