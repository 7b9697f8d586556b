using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Consumption;
using SBG.Projections.Kernel;

namespace SBG.Api.Licences.Consumption;

/// <summary>Units to use up.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="PersonId">For whom; absent: nobody in particular.</param>
public sealed record ConsumeUnitsBody(Guid PoolId, [Range(1, PurchaseSeats.MostAtOnce)] int Quantity, Guid? PersonId = null);

/// <summary>Units that were used up, as the API shows them.</summary>
/// <param name="Id">The consumption.</param>
/// <param name="PoolId">The pool.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="PersonId">For whom; null: nobody in particular.</param>
/// <param name="ConsumedAt">When.</param>
public sealed record ConsumptionView(Guid Id, Guid PoolId, int Quantity, Guid? PersonId, DateTimeOffset ConsumedAt)
{
    internal static ConsumptionView Of(LicenceConsumption consumption) =>
        new(consumption.Id, consumption.PoolId, consumption.Quantity, consumption.PersonId, consumption.ConsumedAt);
}

/// <summary>Licences that are used up: units of a pool, never more than were bought.</summary>
public static class ConsumptionEndpoints
{
    private static readonly string[] Readers = [Role.ClientManager, .. LicenceEndpoints.Keepers, Role.Finance, Role.Auditor, Role.Admin];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients/{clientId}/consumptions", Consume).Creates<ConsumptionView>("ConsumeLicences", "Use units of a pool up, all or none.", [Role.ClientManager, .. LicenceEndpoints.Keepers]);
        api.MapGet("/v1/clients/{clientId}/consumptions", List).Lists<ConsumptionView>("ListConsumptions", "List what a client used up, the newest first.", Readers);
        api.MapResource<ConsumptionView>("/v1/clients/{clientId}/consumptions/{consumptionId:guid}", Get, "GetConsumption", "Read a consumption.", Readers);
    }

    private static Task<IResult> Consume(string clientId, ConsumeUnitsBody body, Recorder recorder, PoolTurn turn, CancellationToken stop) =>
        turn.Take(body.PoolId, () => recorder.Run(clientId, async (session, _) =>
        {
            if (body.PersonId is { } person && await session.LoadAsync<Person>(person, stop) is null)
            {
                throw new ProblemException(HoldLicence.UnknownPerson.With("person", person));
            }

            var pool = await session.OpenPool(body.PoolId, recorder.Now, stop) ?? throw new ProblemException(HoldLicence.UnknownPool.With("pool", body.PoolId));
            var id = recorder.NewId();
            Recorder.Demand(pool.Record(ConsumeUnits.Decide(new(id, clientId, body.Quantity), pool.State)));
            var consumption = session.New<LicenceConsumption>(id);
            consumption.Record(new LicenceConsumed(id, body.PoolId, body.Quantity, body.PersonId), pool.Now);
            return Answer.Created(ConsumptionView.Of(consumption.State!), consumption.Version, $"/v1/clients/{clientId}/consumptions/{id}");
        }, stop), stop);

    private static Task<IResult> List(string clientId, [AsParameters] Paging paging, Guid? poolId, Reading reading, CancellationToken stop) =>
        reading.Page<LicenceConsumption, ConsumptionView>(
            clientId, paging, all => poolId is { } pool ? all.Where(one => one.PoolId == pool) : all, one => new(ConsumptionView.Of(one)), stop);

    private static Task<IResult> Get(string clientId, Guid consumptionId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<LicenceConsumption, ConsumptionView>(clientId, consumptionId, moment, one => new(ConsumptionView.Of(one)), stop);
}
