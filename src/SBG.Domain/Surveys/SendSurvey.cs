using SBG.Domain.Kernel;

namespace SBG.Domain.Surveys;

/// <summary>Ask the person concerned how satisfied that person is with a closing.</summary>
/// <param name="About">What was closed.</param>
/// <param name="SubjectId">The request or incident.</param>
/// <param name="Number">What people call that.</param>
/// <param name="Addressee">The subject who asked for it or reported it.</param>
/// <param name="Closing">The version of the request or incident at which it was closed.</param>
public sealed record SendSurvey(SurveyAbout About, Guid SubjectId, string Number, string Addressee, int Closing)
{
    /// <summary>Decides; never refuses: a closing has one survey.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="existing">The survey of that closing, if there is one.</param>
    public static Decision<Survey> Decide(SendSurvey command, Survey? existing)
    {
        if (existing is not null)
        {
            return Decision.Nothing;
        }

        return new SurveySent(
            Survey.StreamOf(command.SubjectId, command.Closing), command.About, command.SubjectId, command.Number, command.Addressee, command.Closing);
    }
}
