using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

public sealed class TargetRuleTests
{
    private static readonly CalendarTerms Office = Calendars.Office("America/Toronto", new Holiday(new(2026, 6, 24), "Fête nationale"));

    [Theory]
    [InlineData("2026-06-22T10:00", "2026-06-23T16:00")] // Monday: the next business day is Tuesday
    [InlineData("2026-06-23T16:30", "2026-06-25T16:00")] // Wednesday is a holiday
    [InlineData("2026-06-26T18:00", "2026-06-29T16:00")] // Friday evening: Monday
    [InlineData("2026-06-27T09:00", "2026-06-29T16:00")] // a Saturday too
    public void The_end_of_the_next_business_day_is_an_instant(string reported, string due)
    {
        var (from, until) = (OpenHoursTests.Toronto(reported), OpenHoursTests.Toronto(due));
        var by = Rules(new TargetRule(TargetKind.Resolution, TargetUnit.BusinessDays, Days: 1, By: new(16, 0)));
        ServiceLevelClock.Read(Course(from, until), TargetKind.Resolution, by, until).Should().Match<ClockReading>(reading => reading.State == ClockState.Met && reading.DueAt == until);
        ServiceLevelClock.Read(Course(from, until + 1), TargetKind.Resolution, by, until + 1).State.Should().Be(ClockState.Breached);
    }

    [Fact]
    public void Plain_time_runs_at_night_and_pauses_on_hold()
    {
        var from = OpenHoursTests.Toronto("2026-06-26T16:00");
        var by = Rules(new TargetRule(TargetKind.Resolution, TargetUnit.CalendarTime, TimeSpan.FromHours(24)));
        ServiceLevelClock.Read(Course(from, null), TargetKind.Resolution, by, from + 1).DueAt.Should().Be(from + 86_400);
        var held = Course(from, null) with { Holds = [new(from, from + 3600, HoldReason.AwaitingUser)] };
        ServiceLevelClock.Read(held, TargetKind.Resolution, by, from + 7200).DueAt.Should().Be(from + 86_400 + 3600);
    }

    [Fact]
    public void Only_the_reasons_that_the_policy_names_pause()
    {
        var from = OpenHoursTests.Toronto("2026-06-22T08:00");
        var by = Yardstick.Of(
            Yardsticks.Terms([new(Priority.P3, null, TimeSpan.FromHours(4))]) with { PausedBy = [HoldReason.AwaitingUser] }, OpenHours.Of(Office));
        var course = Course(from, null) with { Holds = [new(from, from + 3600, HoldReason.AwaitingUser), new(from + 7200, from + 10_800, HoldReason.AwaitingSupplier)] };
        ServiceLevelClock.Read(course, TargetKind.Resolution, by, from + (4 * 3600)).Elapsed.Should().Be(3 * 3600);
    }

    [Fact]
    public void A_team_and_a_supplier_have_clocks_of_their_own()
    {
        var from = OpenHoursTests.Toronto("2026-06-22T08:00");
        var course = Course(from, from + (8 * 3600)) with
        {
            Holds = [new(from + 7200, from + 10_800, HoldReason.AwaitingSupplier), new(from + 14_400, from + 16_200, HoldReason.AwaitingSupplier)],
            Teams = [new(from, from + 3600, "accueil"), new(from + 3600, from + 18_000, "réseau"), new(from + 18_000, long.MaxValue, "accueil")],
        };
        var by = Rules(
            new(TargetKind.Team, TargetUnit.OpenTime, TimeSpan.FromHours(2)),
            new(TargetKind.Team, TargetUnit.OpenTime, TimeSpan.FromHours(5), Team: "accueil"),
            new(TargetKind.Supplier, TargetUnit.OpenTime, TimeSpan.FromHours(1)));
        Told("réseau").Should().Be((ClockState.Breached, 9000, from + 18_000), "4 h in its hands, 1.5 h of them at the supplier");
        Told("accueil").Should().Be((ClockState.Met, 4 * 3600, from + (8 * 3600)), "1 h, and 3 h at the end");
        ServiceLevelClock.Read(course, TargetKind.Supplier, by, from + 86_400).Should().Match<ClockReading>(reading => reading.State == ClockState.Breached && reading.Elapsed == 5400);
        ServiceLevelClock.Read(Course(from, null), TargetKind.Supplier, by, from + 86_400).State.Should().Be(ClockState.NoTarget);
        CourseCode.Read(CourseCode.Write(course)).Teams.Should().Equal(course.Teams);

        (ClockState, long, long?) Told(string team)
        {
            var reading = ServiceLevelClock.Read(course, TargetKind.Team, by, from + (20 * 86_400), team);
            return (reading.State, reading.Elapsed, reading.StoppedAt);
        }
    }

    [Fact]
    public void The_client_hears_of_it_in_time_or_the_update_is_late()
    {
        var from = OpenHoursTests.Toronto("2026-06-22T08:00");
        var by = Rules(new TargetRule(TargetKind.Update, TargetUnit.OpenTime, TimeSpan.FromHours(2)));
        var course = Course(from, from + (5 * 3600)) with { Updates = [from + 7200, from + 10_000] };
        ServiceLevelClock.Read(course, TargetKind.Update, by, from + 86_400).State.Should().Be(ClockState.Breached, "from 10,000 s to the remedy it is more than two hours");
        CourseCode.Read(CourseCode.Write(course)).Updates.Should().Equal(course.Updates);
        ServiceLevelClock.Read(course with { Updates = [from + 7200, from + 14_000] }, TargetKind.Update, by, from + 86_400).State.Should().Be(ClockState.Met);
    }

    [Fact]
    public void The_rule_that_names_most_applies_and_bad_rules_are_refused()
    {
        var terms = Yardsticks.Terms([new(Priority.P1, null, TimeSpan.FromHours(4))]) with
        {
            Rules = [new(TargetKind.Resolution, TargetUnit.CalendarTime, TimeSpan.FromDays(9)), new(TargetKind.Team, TargetUnit.OpenTime, TimeSpan.FromHours(1), Priority: Priority.P1)],
        };
        var by = Yardstick.Of(terms, OpenHours.Always);
        by.RuleOf(TargetKind.Resolution, Priority.P1)!.Time.Should().Be(TimeSpan.FromHours(4));
        by.RuleOf(TargetKind.Resolution, Priority.P2)!.Unit.Should().Be(TargetUnit.CalendarTime);
        PolicyRules.Fault(terms, true).Should().BeNull();
        Fault(new(TargetKind.Resolution, TargetUnit.OpenTime, TimeSpan.FromHours(1), Priority: Priority.P1)).Should().Be("service-levels/rule-twice");
        Fault(new(TargetKind.Update, TargetUnit.BusinessDays, TimeSpan.FromHours(1))).Should().Be("service-levels/rule-incomplete");
        Fault(new(TargetKind.Update, TargetUnit.OpenTime)).Should().Be("service-levels/rule-incomplete");
        Fault(new(TargetKind.Update, TargetUnit.OpenTime, TimeSpan.FromHours(1), Team: "réseau")).Should().Be("service-levels/rule-incomplete");

        string? Fault(TargetRule rule) => PolicyRules.Fault(terms with { Rules = [rule] }, true)?.Code;
    }

    private static Yardstick Rules(params TargetRule[] rules) => Yardstick.Of(Yardsticks.Terms([]) with { Rules = [.. rules] }, OpenHours.Of(Office));

    private static IncidentCourse Course(long from, long? resolved) =>
        new(from, [new(from, Priority.P3, null)], null, resolved, resolved is null ? CourseEnd.None : CourseEnd.Resolved, [], [], []);
}
