using CsCheck;
using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Notices;
using SBG.Domain.ServiceLevels.Policies;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

/// <summary>When the shares of a target that are announced are reached.</summary>
public sealed class ClockThresholdsTests
{
    private const long Hour = 3600;

    [Fact]
    public void A_running_clock_tells_the_shares_to_come_and_the_breach_is_a_second_beyond_the_target()
    {
        var reached = ClockThresholds.Of(Course(0), Yardsticks.ByPriority(ChangeMode.Retroactive, OpenHours.Always, 4), 0);
        reached.Should().Equal(Resolution(50, 2 * Hour), Resolution(75, 3 * Hour), Resolution(100, (4 * Hour) + 1));
    }

    [Fact]
    public void A_share_that_was_not_reached_before_the_clock_stopped_is_none()
    {
        var course = Course(0) with { EndedAt = 3 * Hour, End = CourseEnd.Resolved };
        ClockThresholds.Of(course, Yardsticks.ByPriority(ChangeMode.Retroactive, OpenHours.Always, 4), 9 * Hour).Should().Equal(Resolution(50, 2 * Hour), Resolution(75, 3 * Hour));
        ClockThresholds.Of(course with { End = CourseEnd.Cancelled }, Yardsticks.ByPriority(ChangeMode.Retroactive, OpenHours.Always, 4), 9 * Hour).Should().BeEmpty();
    }

    [Fact]
    public void On_hold_nothing_is_to_come_until_it_goes_on()
    {
        var by = Yardsticks.ByPriority(ChangeMode.Retroactive, OpenHours.Always, 4);
        ClockThresholds.Of(Course(0, (Hour, long.MaxValue)), by, 2 * Hour).Should().BeEmpty();
        ClockThresholds.Of(Course(0, (Hour, 10 * Hour)), by, 10 * Hour).Should().Equal(Resolution(50, 11 * Hour), Resolution(75, 12 * Hour), Resolution(100, (13 * Hour) + 1));
    }

    [Fact]
    public void What_is_told_is_when_the_clock_reads_so_much() =>
        Gen.Select(Calendars.Any, OpenHoursTests.Around, Gen.Long[1, 40 * Hour], Gen.Long[0, 30 * Hour], Gen.Long[0, 30 * Hour]).Sample(
            (terms, from, target, after, length) =>
            {
                var hours = OpenHours.Of(terms);
                var by = Yardsticks.Of(target, true, hours);
                var course = Course(from, (from + after, from + after + length));
                var now = from + after + length;
                foreach (var told in ClockThresholds.Of(course, by, now).Where(told => told.Kind is TargetKind.Resolution))
                {
                    var used = told.Percent == 100 ? target + 1 : ((target * told.Percent) + 99) / 100;
                    ServiceLevelClock.Read(course, TargetKind.Resolution, by, told.ReachedAt).Elapsed.Should().Be(used);
                    ServiceLevelClock.Read(course, TargetKind.Resolution, by, told.ReachedAt - 1).Elapsed.Should().Be(used - 1);
                }
            },
            iter: 300);

    [Fact]
    public void A_share_is_announced_once_and_again_under_another_target()
    {
        var timeline = IncidentTimeline.Fold(
            null,
            new IncidentReported(Guid.NewGuid(), "INC-1", "a", null, null, Impact.High, Urgency.High, Priority.P1, PriorityBasis.PolicyMatrix),
            Guid.NewGuid(), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)!;
        var half = Resolution(50, 2 * Hour);
        var first = AnnounceThreshold.Decide(new(half), timeline, null).Events.Should().ContainSingle().Which;
        var notices = ClockNotices.Evolve(null, first, DateTimeOffset.FromUnixTimeSeconds(half.ReachedAt))!;
        notices.Notices.Should().Equal(new ClockNotice(TargetKind.Resolution, null, 50, TimeSpan.FromHours(4), DateTimeOffset.UnixEpoch, DateTimeOffset.FromUnixTimeSeconds(2 * Hour)));
        AnnounceThreshold.Decide(new(half), timeline, notices).Events.Should().BeEmpty();
        AnnounceThreshold.Decide(new(half with { Limit = 8 * Hour }), timeline, notices).Events.Should().ContainSingle();
        AnnounceThreshold.Decide(new(half with { Percent = 75 }), timeline, notices).Events.Should().ContainSingle();
    }

    private static Threshold Resolution(int percent, long reachedAt) => new(TargetKind.Resolution, null, percent, 4 * Hour, 0, reachedAt);

    private static IncidentCourse Course(long start, params (long From, long Until)[] holds) => new(
        start, [new(start, Priority.P1, null)], null, null, CourseEnd.None,
        [.. holds.Where(hold => hold.From < hold.Until).Select(hold => new Stretch<HoldReason>(hold.From, hold.Until, HoldReason.AwaitingUser))], [], []);
}
