using System.Collections.Immutable;
using Marten;
using SBG.Domain.Catalogue;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Categories;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;

namespace SBG.Api.Incidents.Categories;

/// <summary>What an incident can be said to be and to touch: a category of the tree, a service of the catalogue, a licence of the client, a device.</summary>
public sealed class Classification
{
    /// <summary>What forbids a description; null when nothing does. Nothing is read of what is not stated.</summary>
    /// <param name="session">In the client's tenant.</param>
    /// <param name="category">The category; null: none is stated.</param>
    /// <param name="affected">What it touches; null: nothing is stated.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Refusal?> Fault(IDocumentSession session, string? category, ImmutableArray<AffectedThing>? affected, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (category is not null
            && await session.ForTenant(Tenant.Provider).LoadAsync<IncidentCategories>(IncidentCategories.StreamId, stop) is { } tree
            && tree.Fault(category) is { } unknown)
        {
            return unknown;
        }

        foreach (var thing in affected ?? [])
        {
            if (!await IsThere(session, thing, stop))
            {
                return DescribeIncident.UnknownAffected.With("reference", thing.Reference);
            }
        }

        return null;
    }

    private static async Task<bool> IsThere(IDocumentSession session, AffectedThing thing, CancellationToken stop) => thing.Kind switch
    {
        AffectedKind.Service => Guid.TryParse(thing.Reference, out var offer) && await session.ForTenant(Tenant.Provider).LoadAsync<Offer>(offer, stop) is not null,
        AffectedKind.Licence => Guid.TryParse(thing.Reference, out var licence) && await session.LoadAsync<LicenceAssignment>(licence, stop) is not null,
        _ => true,
    };
}
