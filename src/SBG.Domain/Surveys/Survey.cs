using System.Globalization;
using SBG.Domain.Kernel;

namespace SBG.Domain.Surveys;

/// <summary>How satisfied one person is with one closing.</summary>
/// <param name="Id">The stream.</param>
/// <param name="About">What it is about.</param>
/// <param name="SubjectId">The request or incident.</param>
/// <param name="Number">What people call that.</param>
/// <param name="Addressee">The subject who is asked.</param>
/// <param name="SentAt">When it was sent (UTC).</param>
public sealed record Survey(Guid Id, SurveyAbout About, Guid SubjectId, string Number, string Addressee, DateTimeOffset SentAt) : IState<Survey>
{
    /// <summary>1 to 5; null: not answered.</summary>
    public int? Score { get; init; }

    /// <summary>In the person's own words.</summary>
    public Sealed<string>? Comment { get; init; }

    /// <summary>The service level as it stood when it was answered.</summary>
    public ServiceLevelStanding? ServiceLevel { get; init; }

    /// <summary>When it was answered (UTC).</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The survey of a closing.</summary>
    /// <param name="subjectId">The request or incident.</param>
    /// <param name="closing">Its version at which it was closed.</param>
    public static Guid StreamOf(Guid subjectId, int closing) => DerivedId.Of("survey", [subjectId.ToString(), closing.ToString(CultureInfo.InvariantCulture)]);

    /// <inheritdoc/>
    public static Survey? Evolve(Survey? state, EventOf<Survey> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, SurveySent e) => new(e.SurveyId, e.About, e.SubjectId, e.Number, e.Addressee, at),
        ({ }, SurveyAnswered e) => state with { Score = e.Score, Comment = e.Comment, ServiceLevel = e.ServiceLevel, AnsweredAt = at },
        _ => state,
    };
}
