using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Catalogue;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.ServiceLevels.Fulfilment;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Projections.Kernel;

namespace SBG.Api.ServiceLevels.Fulfilment;

/// <summary>Finds, once a request is submitted, by which versions its lines are measured; a message that comes twice finds what was found.</summary>
public static class PromiseFulfilmentHandler
{
    /// <summary>Finds it.</summary>
    /// <param name="happened">The submission.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(IEvent<RequestSubmitted> happened, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(session);
        var (request, provider) = (happened.Data, session.ForTenant(Tenant.Provider));
        var id = FulfilmentPromise.StreamOf(request.RequestId);
        var promise = await session.Fetch<FulfilmentPromise>(id, stop) ?? session.New<FulfilmentPromise>(id);
        var client = await session.LoadAsync<Client>(Client.StreamOf(happened.TenantId), stop);
        var agreed = client?.ServiceLevelPolicyId is { } policyId ? await provider.LoadAsync<ServiceLevelPolicy>(policyId, stop) : null;
        var ofOffers = new Dictionary<Guid, ServiceLevelPolicy>();
        foreach (var line in request.Lines.DistinctBy(line => line.OfferId))
        {
            if ((await provider.LoadAsync<Offer>(line.OfferId, stop))?.Version(line.OfferVersion)?.Terms.ServiceLevelPolicyId is { } own
                && await provider.LoadAsync<ServiceLevelPolicy>(own, stop) is { } policy)
            {
                ofOffers[line.OfferId] = policy;
            }
        }

        promise.Record(PromiseFulfilment.Decide(new(request.RequestId, happened.OccurredAt(), request.Lines, agreed, ofOffers), promise.State), clock.Now());
    }
}
