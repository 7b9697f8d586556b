using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Notices;

namespace SBG.Api.ServiceLevels.Notices;

/// <summary>What was announced about an incident's clocks; the feed tells the same as it happens.</summary>
public static class NoticesEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/clients/{clientId}/service-levels/incidents/{incidentId:guid}/notices", Get)
            .Reads<ClockNoticesView>("GetServiceLevelNotices", "Which shares of its targets an incident has used, as it was announced.", ComplianceEndpoints.Readers);

    private static async Task<IResult> Get(string clientId, Guid incidentId, ClientTimelines timelines, CancellationToken stop)
    {
        await using var opened = await timelines.Open(clientId, null, stop);
        return await opened.Session.LoadAsync<IncidentTimeline>(incidentId, stop) is { } timeline
            ? Answer.Ok(new ClockNoticesView(
                timeline.Id, timeline.Number, (await opened.Session.LoadAsync<ClockNotices>(ClockNotices.StreamOf(incidentId), stop))?.Notices ?? []))
            : Problem.Of("resource/not-found");
    }
}

/// <summary>What was announced about the clocks of an incident.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Notices">In the order of announcing.</param>
public sealed record ClockNoticesView(Guid IncidentId, string Number, IReadOnlyList<ClockNotice> Notices);
