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
        options.AddState<ServiceRequest>();
    }
}
