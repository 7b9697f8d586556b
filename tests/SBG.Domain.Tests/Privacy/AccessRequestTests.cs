using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Privacy;
using Xunit;

namespace SBG.Domain.Tests.Privacy;

public sealed class AccessRequestTests
{
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000091");
    private static readonly Sealed<string> Words = new("s", "c");
    private static readonly AccessRequestReceived Received = new(Id, AccessRequestKind.Access, Id, new(2025, 1, 6), null);
    private static readonly AccessRequest Open = AccessRequest.Evolve(null, Received, default)!;

    [Fact]
    public void Received_on_6_January_2025_it_is_due_on_Monday_the_27th_and_extended_on_5_February()
    {
        Open.DueOn.Should().Be(new DateOnly(2025, 1, 27), "the twentieth day, the 26th, is a Sunday");
        ExtendAccessRequest.Decide(new(Words), Open, new(2025, 1, 27)).Events.Should().Equal(new AccessRequestExtended(new(2025, 1, 27), Words));
        ExtendAccessRequest.Decide(new(Words), Open, new(2025, 1, 28)).Refusal.Should().Be(ExtendAccessRequest.TooLate.With("due", "2025-01-27"));
        var extended = AccessRequest.Evolve(Open, new AccessRequestExtended(new(2025, 1, 27), Words), default)!;
        extended.DueOn.Should().Be(new DateOnly(2025, 2, 5), "thirty days after the receipt");
        ExtendAccessRequest.Decide(new(Words), extended, new(2025, 1, 27)).Refusal.Should().Be(ExtendAccessRequest.Again);
    }

    [Theory]
    [InlineData("2025-01-01", false)]
    [InlineData("2025-04-18", false)] // Good Friday
    [InlineData("2025-04-21", false)] // Easter Monday
    [InlineData("2024-04-01", false)] // Easter Monday
    [InlineData("2025-05-19", false)] // National Patriots' Day
    [InlineData("2025-06-24", false)]
    [InlineData("2025-07-01", false)]
    [InlineData("2029-07-02", false)] // 1 July is a Sunday
    [InlineData("2025-07-02", true)]
    [InlineData("2025-09-01", false)] // Labour Day
    [InlineData("2025-10-13", false)] // Thanksgiving
    [InlineData("2025-12-25", false)]
    [InlineData("2025-12-26", true)]
    [InlineData("2025-01-25", false)] // Saturday
    [InlineData("2025-01-27", true)]
    public void Working_days_are_those_of_the_law(string day, bool working) => LegalDays.IsWorking(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(working);

    [Fact]
    public void It_is_entered_once_of_a_person_who_is_known_and_not_before_it_came()
    {
        var command = new ReceiveAccessRequest(Id, AccessRequestKind.Access, Id, new(2025, 1, 6), null);
        ReceiveAccessRequest.Decide(command, null, true, new(2025, 1, 6)).Events.Should().Equal(Received);
        ReceiveAccessRequest.Decide(command, null, true, new(2025, 1, 5)).Refusal.Should().Be(ReceiveAccessRequest.InFuture);
        ReceiveAccessRequest.Decide(command, null, false, new(2025, 1, 6)).Refusal.Should().Be(ReceiveAccessRequest.UnknownPerson);
        ReceiveAccessRequest.Decide(command, Open, true, new(2025, 1, 6)).Events.Should().BeEmpty();
    }

    [Fact]
    public void A_refusal_gives_grounds_and_an_answer_is_the_last_word()
    {
        AnswerAccessRequest.Decide(new(AccessAnswer.Refused, null), Open, new(2025, 1, 20)).Refusal.Should().Be(AnswerAccessRequest.NoGrounds);
        var answered = AccessRequest.Evolve(Open, AnswerAccessRequest.Decide(new(AccessAnswer.Granted, null), Open, new(2025, 3, 1)).Events.Single(), default)!;
        (answered.Status, answered.AnsweredOn).Should().Be((AccessRequestStatus.Answered, new DateOnly(2025, 3, 1)));
        AnswerAccessRequest.Decide(new(AccessAnswer.Granted, null), answered, new(2025, 3, 1)).Refusal.Should().Be(ExtendAccessRequest.Over);
        WithdrawAccessRequest.Decide(answered).Refusal.Should().Be(ExtendAccessRequest.Over);
        WithdrawAccessRequest.Decide(Open).Events.Should().Equal(new AccessRequestWithdrawn());
    }
}
