using Marten;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Domain.Incidents.Categories;
using SBG.Projections.Kernel;

namespace SBG.Projections.Incidents;

/// <summary>How the store keeps incidents.</summary>
public static class IncidentsStore
{
    /// <summary>Registers the context's states.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureIncidents(this StoreOptions options)
    {
        options.AddState<Incident>();
        options.AddState<IncidentReads>();
        options.AddState<IncidentCategories>();
    }
}
