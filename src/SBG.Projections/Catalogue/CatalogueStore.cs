using JasperFx.Events.Projections;
using Marten;
using SBG.Domain.Catalogue;
using SBG.Projections.Kernel;

namespace SBG.Projections.Catalogue;

/// <summary>How the store keeps offers.</summary>
public static class CatalogueStore
{
    /// <summary>Registers the context's states and tables.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureCatalogue(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddState<Offer>();

        // Inline: what can be ordered is found.
        OfferWords.AddTable(options);
        options.Projections.Add(new OfferWords(), ProjectionLifecycle.Inline);
    }
}
