using Marten;
using SBG.Domain.Clients;
using SBG.Projections.Kernel;

namespace SBG.Projections.Clients;

/// <summary>How the store keeps clients and people.</summary>
public static class ClientsStore
{
    /// <summary>Registers the context's states.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureClients(this StoreOptions options)
    {
        options.AddState<Client>();
        options.AddState<Person>().Index(person => person.Account!);
    }
}
