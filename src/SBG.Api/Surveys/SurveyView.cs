using SBG.Api.Kernel;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Surveys;

namespace SBG.Api.Surveys;

/// <summary>A survey, as the API shows it.</summary>
/// <param name="Id">The survey.</param>
/// <param name="About">What it is about.</param>
/// <param name="SubjectId">The request or incident.</param>
/// <param name="Number">What people call that.</param>
/// <param name="Addressee">Who is asked.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Score">1 to 5; null: not answered.</param>
/// <param name="Comment">In the person's own words.</param>
/// <param name="ServiceLevel">The service level as it stood when it was answered.</param>
/// <param name="AnsweredAt">When it was answered.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record SurveyView(
    Guid Id,
    SurveyAbout About,
    Guid SubjectId,
    string Number,
    string Addressee,
    DateTimeOffset SentAt,
    int? Score,
    string? Comment,
    ServiceLevelStanding? ServiceLevel,
    DateTimeOffset? AnsweredAt,
    IReadOnlyList<string> Actions)
{
    internal static async ValueTask<SurveyView> Of(Survey survey, Actor actor, Vault vault, CancellationToken stop)
    {
        var actions = new Actions(actor).May("answer", AnswerSurvey.Hindrance(survey, actor), SurveyEndpoints.Answerers);
        return new(
            survey.Id, survey.About, survey.SubjectId, survey.Number, survey.Addressee, survey.SentAt, survey.Score, await vault.Reveal(survey.Comment, stop),
            survey.ServiceLevel, survey.AnsweredAt, actions.Listed);
    }
}

/// <summary>How satisfied the people of a client are.</summary>
/// <param name="Parts">By what the surveys are about.</param>
public sealed record SurveySummaryView(IReadOnlyList<SatisfactionView> Parts);

/// <summary>How satisfied they are with one kind of thing.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Sent">Surveys sent.</param>
/// <param name="Answered">Surveys answered.</param>
/// <param name="Average">The mean score, to two decimals; null without answers.</param>
/// <param name="Scores">How often each score was given, from 1 to 5.</param>
public sealed record SatisfactionView(SurveyAbout About, int Sent, int Answered, decimal? Average, IReadOnlyList<int> Scores)
{
    internal static SatisfactionView Of(SurveyAbout about, int sent, IReadOnlyList<int> scores) => new(
        about,
        sent,
        scores.Count,
        scores.Count == 0 ? null : decimal.Round((decimal)scores.Sum() / scores.Count, 2, MidpointRounding.AwayFromZero),
        [.. Enumerable.Range(1, 5).Select(score => scores.Count(given => given == score))]);
}
