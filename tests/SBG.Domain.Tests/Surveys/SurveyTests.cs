using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.Surveys;
using Xunit;

namespace SBG.Domain.Tests.Surveys;

public sealed class SurveyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Closed = Guid.Parse("0190a000-0000-7000-8000-000000000061");
    private static readonly Actor Lise = new("lise", "cegep-fjord", [Role.Requester]);
    private static readonly SendSurvey Send = new(SurveyAbout.Incident, Closed, "INC-2026-000045", Lise.Subject, 4);
    private static readonly SurveySent Sent = new(Survey.StreamOf(Closed, 4), SurveyAbout.Incident, Closed, "INC-2026-000045", Lise.Subject, 4);
    private static readonly ServiceLevelStanding Standing = new(Closed, 3, ClockState.Met, 60, ClockState.Breached, 7200);
    private static readonly Survey Asked = Survey.Evolve(null, Sent, Now)!;

    [Fact]
    public void A_closing_has_one_survey_and_another_closing_another()
    {
        Decision<Survey> nothing = Decision.Nothing;
        SendSurvey.Decide(Send, null).Events.Should().Equal(Sent);
        SendSurvey.Decide(Send, Asked).Should().Be(nothing);
        Survey.StreamOf(Closed, 6).Should().NotBe(Survey.StreamOf(Closed, 4));
    }

    [Fact]
    public void It_is_answered_once_by_the_person_concerned_with_the_service_level_as_it_stood()
    {
        var answer = new AnswerSurvey(4, null, Standing);
        AnswerSurvey.Decide(answer, Asked, Lise).Events.Should().Equal(new SurveyAnswered(4, null, Standing));
        AnswerSurvey.Decide(answer, Asked, Lise with { Subject = "omar" }).Refusal.Should().Be(AnswerSurvey.NotAddressee);
        AnswerSurvey.Decide(answer with { Score = 0 }, Asked, Lise).Refusal.Should().Be(AnswerSurvey.ScoreOutOfRange);
        AnswerSurvey.Decide(answer with { Score = 6 }, Asked, Lise).Refusal.Should().Be(AnswerSurvey.ScoreOutOfRange);

        var answered = Survey.Evolve(Asked, new SurveyAnswered(4, null, Standing), Now)!;
        (answered.Score, answered.ServiceLevel, answered.AnsweredAt).Should().Be((4, Standing, Now));
        AnswerSurvey.Decide(answer, answered, Lise).Refusal.Should().Be(AnswerSurvey.AlreadyAnswered.With("number", "INC-2026-000045"), "it is never overwritten");
    }
}
