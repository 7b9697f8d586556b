using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels.Clocks;

/// <summary>Why a clock stands as it does: every segment of its time, with the event or the rule of the calendar behind it.</summary>
public static class ClockWhyEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/clients/{clientId}/service-levels/incidents/{incidentId:guid}/why", Get)
            .Reads<ClockWhyView>("GetServiceLevelClockWhy", "Why a clock of an incident stands as it does, segment by segment.", ComplianceEndpoints.Readers);

    private static async Task<IResult> Get(
        string clientId,
        Guid incidentId,
        TargetKind? kind,
        [StringLength(60, MinimumLength = 1)] string? team,
        LevelReading? reading,
        HttpContext context,
        ClientTimelines timelines,
        CancellationToken stop)
    {
        await using var opened = await timelines.Open(clientId, reading, stop);
        if (await opened.Session.LoadAsync<IncidentTimeline>(incidentId, stop) is not { } timeline)
        {
            return Problem.Of("resource/not-found");
        }

        var by = await opened.By.Of(timeline.PolicyId, timeline.PolicyVersion, stop);
        return Answer.Ok(ClockWhyView.Of(timeline, kind ?? TargetKind.Resolution, team, by, opened.Now, new(Language.Of(context.Request), opened.Zone)));
    }
}
