using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Reclaims;

namespace SBG.Api.Licences.Reclaims;

/// <summary>What a product includes.</summary>
/// <param name="PoolIds">The pools of the included products; it replaces what was told before.</param>
public sealed record IncludePoolsBody([MaxLength(50)] IReadOnlyList<Guid> PoolIds);

/// <summary>Which other products a product includes: who holds both needs one.</summary>
public static class IncludePoolsEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/licence-pools/{poolId:guid}/include", Include)
            .Changes<LicencePoolView>("IncludeLicencePools", "Tell which other pools' products this one's includes.", Role.ServiceManager);

    private static Task<IResult> Include(Guid poolId, IncludePoolsBody body, Recorder recorder, CancellationToken stop) =>
        recorder.ManagePool(
            poolId,
            async (session, pool) => IncludePools.Decide(new([.. body.PoolIds]), pool.State, await session.LoadManyAsync<LicencePool>(stop, [.. body.PoolIds])),
            stop);
}
