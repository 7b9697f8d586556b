using Marten;
using SBG.Domain.Catalogue;
using SBG.Projections.Kernel;

namespace SBG.Projections.Catalogue;

/// <summary>How the store keeps offers.</summary>
public static class CatalogueStore
{
    /// <summary>Registers the context's states.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureCatalogue(this StoreOptions options) => options.AddState<Offer>();
}
