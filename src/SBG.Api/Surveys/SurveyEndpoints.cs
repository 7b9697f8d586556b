using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Api.ServiceLevels;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.Surveys;

namespace SBG.Api.Surveys;

/// <summary>Surveys: each is answered by the person concerned, once; the managers of the client and of the services read them all.</summary>
public static class SurveyEndpoints
{
    private const string Path = "/v1/clients/{clientId}/surveys";

    internal static readonly string[] Answerers = [Role.Requester, Role.Approver, Role.ClientManager];

    private static readonly string[] Readers = [.. Answerers, Role.ServiceManager];

    /// <summary>Maps the endpoints.</summary>
    /// <param name="api">The routes.</param>
    public static void MapSurveys(this IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Lists<SurveyView>("ListSurveys", "List the surveys that were sent to one, the newest first; managers see all.", Readers);
        api.MapGet(Path + "/summary", Summary)
            .Reads<SurveySummaryView>("GetSurveySummary", "How satisfied the client's people are: answers and averages.", Role.ClientManager, Role.ServiceManager);
        api.MapResource<SurveyView>(Path + "/{surveyId:guid}", Get, "GetSurvey", "Read a survey.", Readers);
        api.MapPost(Path + "/{surveyId:guid}/answer", Answer).Changes<SurveyView>("AnswerSurvey", "Answer a survey that was sent to one; once.", Answerers);
    }

    private static Task<IResult> List(string clientId, [AsParameters] Paging paging, Reading reading, Vault vault, CancellationToken stop)
    {
        var me = SeesAll(reading.Actor) ? null : reading.Actor.Subject;
        return reading.Page<Survey, SurveyView>(
            clientId, paging, surveys => me is null ? surveys : surveys.Where(survey => survey.Addressee == me),
            survey => SurveyView.Of(survey, reading.Actor, vault, stop), stop);
    }

    private static Task<IResult> Get(string clientId, Guid surveyId, [AsParameters] Moment moment, Reading reading, Vault vault, CancellationToken stop) =>
        reading.One<Survey, SurveyView>(clientId, surveyId, moment, survey => SurveyView.Of(survey, reading.Actor, vault, stop), stop, IsSeenBy(reading.Actor));

    private static async Task<IResult> Summary(string clientId, ClientTimelines timelines, CancellationToken stop)
    {
        await using var opened = await timelines.Open(clientId, null, stop);
        var session = opened.Session;
        var parts = new List<SatisfactionView>();
        foreach (var about in Enum.GetValues<SurveyAbout>())
        {
            var sent = await session.Query<Survey>().CountAsync(survey => survey.About == about, stop);
            var scores = await session.Query<Survey>().Where(survey => survey.About == about && survey.Score != null).Select(survey => survey.Score!.Value).ToListAsync(stop);
            parts.Add(SatisfactionView.Of(about, sent, scores));
        }

        return Kernel.Answer.Ok(new SurveySummaryView(parts));
    }

    private static async Task<IResult> Answer(
        string clientId, Guid surveyId, AnswerSurveyBody body, Recorder recorder, Vault vault, Yardsticks yardsticks, CancellationToken stop)
    {
        var comment = await vault.SealOptional(recorder.Actor.Subject, body.Comment, stop);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var survey = await recorder.Fetch<Survey>(session, surveyId, stop, IsSeenBy(recorder.Actor));
            var standing = await Standing(session, survey.State!, yardsticks, recorder.Now, stop);
            Recorder.Demand(survey.Record(AnswerSurvey.Decide(new(body.Score, comment, standing), survey.State!, recorder.Actor), recorder.Now));
            return Kernel.Answer.Ok(await SurveyView.Of(survey.State!, recorder.Actor, vault, stop), survey.Version);
        }, stop);
    }

    private static async Task<ServiceLevelStanding> Standing(IDocumentSession session, Survey survey, Yardsticks yardsticks, DateTimeOffset now, CancellationToken stop)
    {
        if (survey.About != SurveyAbout.Incident || await session.LoadAsync<IncidentTimeline>(survey.SubjectId, stop) is not { } timeline)
        {
            return ServiceLevelStanding.None;
        }

        var (course, by, at) = (IncidentCourse.Of(timeline), (await yardsticks.Contracted(timeline.PolicyId, timeline.PolicyVersion, stop)).Yardstick, now.ToUnixTimeSeconds());
        var (response, resolution) = (ServiceLevelClock.Read(course, TargetKind.Response, by, at), ServiceLevelClock.Read(course, TargetKind.Resolution, by, at));
        return new(timeline.PolicyId, timeline.PolicyVersion, response.State, response.Elapsed, resolution.State, resolution.Elapsed);
    }

    private static bool SeesAll(Actor actor) => actor.IsProvider || actor.Has(Role.ClientManager);

    private static Predicate<Survey> IsSeenBy(Actor actor) => survey => SeesAll(actor) || survey.Addressee == actor.Subject;
}

/// <summary>An answer.</summary>
/// <param name="Score">1, very dissatisfied, to 5, very satisfied.</param>
/// <param name="Comment">In one's own words; stored sealed.</param>
public sealed record AnswerSurveyBody([Range(1, 5)] int Score, [StringLength(2000, MinimumLength = 1)] string? Comment = null);
