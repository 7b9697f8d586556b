using Marten;
using SBG.Domain.Licences;
using SBG.Projections.Kernel;

namespace SBG.Projections.Licences;

/// <summary>How the store keeps licences.</summary>
public static class LicencesStore
{
    /// <summary>Registers the context's states.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureLicences(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddState<LicencePool>();
        options.AddState<LicenceAssignment>().Index(licence => licence.PersonId);
    }
}
