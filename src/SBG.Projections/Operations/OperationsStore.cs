using Marten;

namespace SBG.Projections.Operations;

/// <summary>How the store keeps operations: documents of the provider's tenant, since they are work, not history.</summary>
public static class OperationsStore
{
    /// <summary>Registers the context's documents.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureOperations(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Schema.For<Operation>().UseNumericRevisions(true);
        options.Schema.For<SealedUpload>();
    }
}
