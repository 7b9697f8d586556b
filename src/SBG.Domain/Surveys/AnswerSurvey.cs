using SBG.Domain.Kernel;

namespace SBG.Domain.Surveys;

/// <summary>Say how satisfied one is; once, and for ever.</summary>
/// <param name="Score">1 to 5.</param>
/// <param name="Comment">In one's own words.</param>
/// <param name="ServiceLevel">The service level as it stands.</param>
public sealed record AnswerSurvey(int Score, Sealed<string>? Comment, ServiceLevelStanding ServiceLevel)
{
    /// <summary>Another person is asked.</summary>
    public static readonly Refusal NotAddressee = new("surveys/not-addressee");

    /// <summary>It was answered.</summary>
    public static readonly Refusal AlreadyAnswered = new("surveys/already-answered");

    /// <summary>A score is out of range.</summary>
    public static readonly Refusal ScoreOutOfRange = new("surveys/score-out-of-range");

    /// <summary>What state and actor alone forbid.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="actor">Who asks.</param>
    public static Refusal? Hindrance(Survey survey, Actor actor) =>
        survey.Addressee != actor.Subject ? NotAddressee : survey.Score is not null ? AlreadyAnswered.With("number", survey.Number) : null;

    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="survey">The survey.</param>
    /// <param name="actor">Who asks.</param>
    public static Decision<Survey> Decide(AnswerSurvey command, Survey survey, Actor actor)
    {
        if (Hindrance(survey, actor) is { } refusal)
        {
            return refusal;
        }

        return command.Score is < 1 or > 5 ? ScoreOutOfRange : new SurveyAnswered(command.Score, command.Comment, command.ServiceLevel);
    }
}
