using System.Collections.Concurrent;
using Marten;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>Versions of offers: their terms and prices never change, so that what was read once is kept. Who can order them is asked of the offer.</summary>
/// <param name="store">The store.</param>
public sealed class PublishedOffers(IDocumentStore store)
{
    private readonly ConcurrentDictionary<(Guid Offer, int Number), OfferVersion> _versions = new();

    /// <summary>A version.</summary>
    /// <param name="offerId">The offer.</param>
    /// <param name="number">The version's number.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there is none.</returns>
    public async ValueTask<OfferVersion?> Version(Guid offerId, int number, CancellationToken stop)
    {
        if (_versions.TryGetValue((offerId, number), out var version))
        {
            return version;
        }

        await using var session = store.QuerySession(Tenant.Provider);
        version = (await session.LoadAsync<Offer>(offerId, stop))?.Version(number);
        return version is null ? null : _versions.GetOrAdd((offerId, number), version);
    }

    /// <summary>Reads all that are not known yet in one round trip.</summary>
    /// <param name="versions">Offers and numbers.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask Warm(IEnumerable<(Guid Offer, int Number)> versions, CancellationToken stop)
    {
        var missing = versions.Where(version => !_versions.ContainsKey(version)).Select(version => version.Offer).Distinct().ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        await using var session = store.QuerySession(Tenant.Provider);
        foreach (var offer in await session.LoadManyAsync<Offer>(stop, missing))
        {
            foreach (var version in offer.Versions)
            {
                _versions.TryAdd((offer.Id, version.Number), version);
            }
        }
    }
}
