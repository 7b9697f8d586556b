using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Projections.Kernel;

namespace SBG.Api.Licences;

/// <summary>A pool to open.</summary>
/// <param name="Name">What people call it; never a person's name.</param>
/// <param name="Product">The product, as its vendor names it.</param>
/// <param name="PricePlanId">The plan by which a held seat is charged.</param>
/// <param name="Seats">Seats bought with it, for good.</param>
/// <param name="Kind">How its licences are used.</param>
public sealed record CreateLicencePoolBody(
    [StringLength(120, MinimumLength = 1)] string Name,
    [StringLength(120, MinimumLength = 1)] string Product,
    Guid PricePlanId,
    [Range(0, PurchaseSeats.MostAtOnce)] int Seats = 0,
    PoolKind Kind = PoolKind.NamedSeats);

/// <summary>The provider's seats: open a pool, read its balance now or at any instant.</summary>
public static class LicencePoolEndpoints
{
    internal static readonly string[] Readers = [Role.ServiceManager, Role.Agent, Role.Finance, Role.Auditor, Role.Admin];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/licence-pools", Create).Creates<LicencePoolView>("CreateLicencePool", "Open a pool of one product's licences.", Role.ServiceManager);
        api.MapGet("/v1/licence-pools", List).Lists<LicencePoolView>("ListLicencePools", "List the pools, the newest first.", Readers);
        api.MapResource<LicencePoolView>("/v1/licence-pools/{poolId:guid}", Get, "GetLicencePool", "Read a pool's balance, now or at any instant.", Readers);
    }

    private static Task<IResult> Create(CreateLicencePoolBody body, Recorder recorder, CancellationToken stop)
    {
        var id = recorder.NewId();
        return recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var planExists = await session.LoadAsync<PricePlan>(body.PricePlanId, stop) is not null;
            var pool = session.New<LicencePool>(id);
            Recorder.Demand(pool.Record(CreateLicencePool.Decide(new(id, body.Name, body.Product, body.PricePlanId, body.Kind), null, planExists), recorder.Now));
            if (body.Seats > 0)
            {
                Recorder.Demand(pool.Record(PurchaseSeats.Decide(new(body.Seats, new(recorder.NewId())), pool.State!, recorder.Now), recorder.Now));
            }

            return Answer.Created(LicencePoolView.Of(pool.State!, recorder.Actor), pool.Version, $"/v1/licence-pools/{id}");
        }, stop);
    }

    private static async Task<IResult> List([AsParameters] Paging paging, Reading reading, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        return await reading.Page<LicencePool, LicencePoolView>(
            Tenant.Provider, paging, pools => pools,
            async pool => LicencePoolView.Of((await PoolAt.Now(session, pool, clock.Now(), stop)).State, reading.Actor), stop);
    }

    private static async Task<IResult> Get(
        Guid poolId, [AsParameters] Moment moment, Reading reading, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        if (moment is { AsOf: { } instant, Version: null })
        {
            var found = await PoolAt.AsOf(session, poolId, instant, stop);
            return await reading.Found(found?.State, found?.Recorded.Version ?? 0, pool => ValueTask.FromResult(LicencePoolView.Of(pool, reading.Actor)));
        }

        // At a version, a pool is as recorded then: no instant says what had ended by itself.
        return await reading.One<LicencePool, LicencePoolView>(
            Tenant.Provider, poolId, moment,
            async pool => LicencePoolView.Of(moment.Version is null ? (await PoolAt.Now(session, pool, clock.Now(), stop)).State : pool, reading.Actor), stop);
    }
}
