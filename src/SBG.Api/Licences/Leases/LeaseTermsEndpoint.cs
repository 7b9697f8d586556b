using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Licences.Leases;

namespace SBG.Api.Licences.Leases;

/// <summary>For how long the licences of a pool are lent.</summary>
/// <param name="Length">From when a lease is granted or renewed until it ends by itself: a second to a day.</param>
/// <param name="TakeWithin">How long a seat is kept for whoever waited for it: a second to an hour.</param>
public sealed record SetLeaseTermsBody(TimeSpan Length, TimeSpan TakeWithin);

/// <summary>For how long the licences of a shared pool are lent.</summary>
public static class LeaseTermsEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/licence-pools/{poolId:guid}/lease-terms", Set)
            .Changes<LicencePoolView>("SetLeaseTerms", "Tell for how long the licences of a shared pool are lent.", Role.ServiceManager);

    private static Task<IResult> Set(Guid poolId, SetLeaseTermsBody body, Recorder recorder, CancellationToken stop) =>
        recorder.ManagePool(poolId, pool => SetLeaseTerms.Decide(new(new(body.Length, body.TakeWithin)), pool.State), stop);
}
