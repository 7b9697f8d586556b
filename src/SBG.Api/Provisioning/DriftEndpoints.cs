using System.Collections.Immutable;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Provisioning;

namespace SBG.Api.Provisioning;

/// <summary>Whether the other sides still hold what was delivered; and what an agent does about it.</summary>
public static class DriftEndpoints
{
    private const string Order = ProvisioningEndpoints.Orders + "/{orderId:guid}";

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Order + "/check-drift", Check)
            .Changes<OrderView>("CheckDrift", "Compare what was delivered with what the other sides hold; what differs is on record.", ProvisioningEndpoints.Workers);
        api.MapPost(Order + "/correct-drift", Correct)
            .Changes<OrderView>("CorrectDrift", "Undo the steps that differ and do them again.", ProvisioningEndpoints.Workers);
    }

    private static async Task<IResult> Check(
        string clientId, Guid requestId, Guid orderId, Recorder recorder, Vault vault, IDocumentStore store, Connectors connectors, CancellationToken stop)
    {
        var found = await Inspect(clientId, orderId, recorder.Now, store, connectors, stop);
        return await ProvisioningEndpoints.Tell(clientId, requestId, orderId, null, order => OrderDrift.Found(found, order), recorder, vault, stop);
    }

    private static Task<IResult> Correct(string clientId, Guid requestId, Guid orderId, Recorder recorder, Vault vault, CancellationToken stop) =>
        ProvisioningEndpoints.Tell(clientId, requestId, orderId, null, order => OrderDrift.Correct(recorder.Actor, order), recorder, vault, stop);

    // Before the transaction: the other sides may be slow.
    private static async Task<IReadOnlyDictionary<string, Holding>> Inspect(
        string clientId, Guid orderId, DateTimeOffset now, IDocumentStore store, Connectors connectors, CancellationToken stop)
    {
        await using var session = store.LightweightSession(clientId);
        return await session.LoadAsync<ProvisioningOrder>(orderId, stop) is { } order && OrderDrift.Hindrance(order) is null
            ? await connectors.Inspect(order, _ => true, session, now, stop)
            : ImmutableDictionary<string, Holding>.Empty;
    }
}
