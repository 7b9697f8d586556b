using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;

namespace SBG.Domain.Surveys;

/// <summary>What a survey is about.</summary>
public enum SurveyAbout
{
    /// <summary>A service request that was delivered, wholly or in part.</summary>
    Request,

    /// <summary>An incident that was closed.</summary>
    Incident,
}

/// <summary>What was promised and kept, as it stood when the survey was answered.</summary>
/// <param name="PolicyId">The policy that applied; null: none.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Response">How the target of response stood.</param>
/// <param name="ResponseSeconds">Open seconds up to the provider's first act.</param>
/// <param name="Resolution">How the target of resolution stood.</param>
/// <param name="ResolutionSeconds">Open seconds up to the remedy.</param>
public sealed record ServiceLevelStanding(
    Guid? PolicyId, int? PolicyVersion, ClockState Response, long ResponseSeconds, ClockState Resolution, long ResolutionSeconds)
{
    /// <summary>Nothing is promised.</summary>
    public static ServiceLevelStanding None { get; } = new(null, null, ClockState.NoTarget, 0, ClockState.NoTarget, 0);
}

/// <summary>Someone was asked how satisfied one is; once for each closing.</summary>
/// <param name="SurveyId">The stream; derived from what is closed and from which closing it is.</param>
/// <param name="About">What it is about.</param>
/// <param name="SubjectId">The request or incident.</param>
/// <param name="Number">What people call that.</param>
/// <param name="Addressee">The subject who is asked.</param>
/// <param name="Closing">The version of the request or incident at which it was closed: another closing is another survey.</param>
[StoredAs("survey_sent")]
public sealed record SurveySent(Guid SurveyId, SurveyAbout About, Guid SubjectId, string Number, string Addressee, int Closing) : EventOf<Survey>;

/// <summary>The person answered; an answer is never another.</summary>
/// <param name="Score">1, very dissatisfied, to 5, very satisfied.</param>
/// <param name="Comment">In the person's own words.</param>
/// <param name="ServiceLevel">The service level as it stood.</param>
[StoredAs("survey_answered")]
public sealed record SurveyAnswered(int Score, Sealed<string>? Comment, ServiceLevelStanding ServiceLevel) : EventOf<Survey>;
