using Marten;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Projections.Requests;

/// <summary>How the store keeps carts and service requests.</summary>
public static class RequestsStore
{
    /// <summary>Registers the context's states.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureRequests(this StoreOptions options)
    {
        options.AddState<Cart>();

        // What waits for a vote, or is of one status, is found without reading what is not.
        options.AddState<ServiceRequest>().Index(request => request.Status);
    }
}
