using System.ComponentModel.DataAnnotations;
using Marten;
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
        IDocumentStore store,
        Yardsticks yardsticks,
        TimeProvider clock,
        CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        var (_, zone) = await session.ClientOf(clientId, stop);
        if (await session.LoadAsync<IncidentTimeline>(incidentId, stop) is not { } timeline)
        {
            return Problem.Of("resource/not-found");
        }

        var by = await new YardstickReader(yardsticks, reading ?? LevelReading.Contracted).Of(timeline.PolicyId, timeline.PolicyVersion, stop);
        var sentences = new ClockSentences(Language.Of(context.Request), zone);
        return Answer.Ok(ClockWhyView.Of(timeline, kind ?? TargetKind.Resolution, team, by, clock.GetUtcNow(), sentences));
    }
}
