using SBG.Api.Licences;
using SBG.Domain.Clients;
using SBG.Domain.Licences;
using SBG.Projections.Kernel;
using Catalogued = SBG.Domain.Catalogue.Connector;

namespace SBG.Api.Provisioning;

/// <summary>
/// The service itself: gives the beneficiary as many seats of the offer's pool as were ordered. Order, pool and licences are written in one
/// transaction, so that a seat is taken if and only if the step is done.
/// </summary>
public sealed class LicenceConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => Catalogued.Licence;

    /// <inheritdoc/>
    public bool IsTransactional => true;

    /// <inheritdoc/>
    public async Task<ConnectorOutcome> Provision(ConnectorCall call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (order, session) = (call.Order, call.Session);
        var person = await session.LoadAsync<Person>(order.BeneficiaryId, stop);
        var pool = order.LicencePoolId is { } poolId ? await session.OpenPool(poolId, call.At, stop) : null;
        if (pool is null)
        {
            return ConnectorOutcome.Failed(HoldLicence.UnknownPool.Code);
        }

        Guid[] ids = [.. Enumerable.Range(1, order.Quantity).Select(number => order.LicenceOf(call.Progress.Step.Key, number))];
        var holding = ids.Select(id => HoldLicence.Decide(new(id, order.BeneficiaryId, order.Id, order.RequestId, order.PricePlanId, CostCentre: person?.Unit), null, pool.State, person?.Departed)).ToArray();
        if (holding.FirstOrDefault(decision => decision.Refusal is not null)?.Refusal is { } refusal)
        {
            return ConnectorOutcome.Failed(refusal.Code);
        }

        if (pool.Record(AssignSeats.Decide(new([.. ids], session.TenantId, order.Id), pool.State)) is { } noSeat)
        {
            return ConnectorOutcome.Failed(noSeat.Code);
        }

        for (var i = 0; i < ids.Length; i++)
        {
            session.New<LicenceAssignment>(ids[i]).Record(holding[i], call.At);
        }

        return ConnectorOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task<ConnectorOutcome> Deprovision(ConnectorCall call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (order, session) = (call.Order, call.Session);
        if (order.LicencePoolId is not { } poolId || await session.OpenPool(poolId, call.At, stop) is not { } pool)
        {
            return ConnectorOutcome.Done;
        }

        foreach (var id in Enumerable.Range(1, order.Quantity).Select(number => order.LicenceOf(call.Progress.Step.Key, number)))
        {
            var licence = await session.Fetch<LicenceAssignment>(id, stop);
            if (licence is not null && licence.Record(ReleaseLicence.Decide(licence.State!), call.At) is null)
            {
                pool.Record(ReleaseSeat.Decide(new(id, session.TenantId), pool.State));
            }
        }

        return ConnectorOutcome.Done;
    }

    // Its outcomes are known in the transaction that asks for them.
    /// <inheritdoc/>
    public Task<ConnectorOutcome> Status(ConnectorCall call, CancellationToken stop) =>
        throw new NotSupportedException("A licence step is never in progress.");
}
