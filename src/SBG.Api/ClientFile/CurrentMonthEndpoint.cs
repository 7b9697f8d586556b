using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;

namespace SBG.Api.ClientFile;

/// <summary>The month so far, to the second; the client's file holds the same, to the minute.</summary>
public static class CurrentMonthEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/clients/{clientId}/file/current-month", Get).Reads<CurrentMonthView>(
            "GetCurrentMonth", "The month so far: what of the client's file depends on now.", ClientFileEndpoint.Readers);

    private static async Task<IResult> Get(string clientId, CurrentMonths months, TimeProvider clock, CancellationToken stop) =>
        Answer.Ok(await months.Read(clientId, clock.GetUtcNow(), stop));
}
