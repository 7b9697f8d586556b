using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Requests;
using SBG.Domain.Requests;

namespace SBG.Api.ServiceLevels.Fulfilment;

/// <summary>How a request stands against what is promised about its delivery; seen by whoever sees the request.</summary>
public static class RequestLevelEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/clients/{clientId}/requests/{requestId:guid}/service-level", Get)
            .Reads<RequestLevelView>("GetRequestServiceLevel", "How the delivery of a request stands, line by line, against what was promised and why.", RequestEndpoints.Readers);

    private static async Task<IResult> Get(
        string clientId, Guid requestId, Reading reading, Capacities capacities, ClientTimelines timelines, FulfilmentReader fulfilment, CancellationToken stop)
    {
        await using var opened = await timelines.Open(clientId, null, stop);
        return await opened.Session.LoadAsync<ServiceRequest>(requestId, stop) is { } request
            && Capacities.Sees(await capacities.Of(clientId, reading.Actor, stop))(request)
            && await fulfilment.Of(opened.Session, requestId, opened.Now, stop) is { } view
                ? Answer.Ok(view)
                : Problem.Of("resource/not-found");
    }
}
