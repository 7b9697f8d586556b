using CsCheck;
using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

public sealed class ServiceLevelClockTests
{
    private const long Hour = 3600;
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(3, ClockState.Running)]
    [InlineData(4, ClockState.Running)]
    [InlineData(5, ClockState.Breached)]
    public void A_running_clock_is_breached_once_more_than_its_target_is_used(int hour, ClockState state)
    {
        var reading = Read(Course((0, Reported())), 4 * Hour, at: hour);
        reading.Should().Be(new ClockReading(state, hour * Hour, 4 * Hour, At(4), null, false));
    }

    [Fact]
    public void Stopping_at_the_due_instant_meets_the_target_a_second_later_breaches_it()
    {
        Read(Course((0, Reported()), (4, Resolved())), 4 * Hour).State.Should().Be(ClockState.Met);
        Read(Course((0, Reported()), (4, Resolved())), (4 * Hour) - 1).State.Should().Be(ClockState.Breached);
    }

    [Fact]
    public void A_part_of_a_second_counts_as_its_second()
    {
        var course = Course((0, Reported()), (4 + (0.9 / 3600), Resolved()));
        Read(course, 4 * Hour).Should().Be(new ClockReading(ClockState.Met, 4 * Hour, 4 * Hour, At(4), At(4), false));
    }

    [Fact]
    public void Nothing_is_breached_while_paused_and_the_due_instant_is_open()
    {
        var course = Course((0, Reported()), (4, new IncidentHeld(HoldReason.AwaitingUser)));
        Read(course, 4 * Hour, at: 400).Should().Be(new ClockReading(ClockState.Running, 4 * Hour, 4 * Hour, null, null, true));
        Read(course, 4 * Hour, at: 400, pauses: false).State.Should().Be(ClockState.Breached);
    }

    [Fact]
    public void A_hold_moves_the_due_instant_by_its_length()
    {
        var course = Course((0, Reported()), (1, new IncidentHeld(HoldReason.AwaitingSupplier)), (3, new IncidentHeld(HoldReason.AwaitingUser)), (6, new IncidentResumed()));
        Read(course, 4 * Hour, at: 7).Should().Be(new ClockReading(ClockState.Running, 2 * Hour, 4 * Hour, At(9), null, false));
    }

    [Fact]
    public void Breached_before_a_hold_stays_breached_with_its_due_instant()
    {
        var course = Course((0, Reported()), (5, new IncidentHeld(HoldReason.AwaitingUser)));
        Read(course, 4 * Hour, at: 9).Should().Be(new ClockReading(ClockState.Breached, 5 * Hour, 4 * Hour, At(4), null, true));
    }

    [Fact]
    public void A_change_of_priority_loses_no_hold()
    {
        var course = Course(
            (0, Reported()), (1, new IncidentHeld(HoldReason.AwaitingUser)), (3, new IncidentResumed()),
            (4, new IncidentPrioritised(Impact.High, Urgency.High, Priority.P1, PriorityBasis.DefaultMatrix)), (5, Resolved()));
        course.Priority.Should().Be(Priority.P1);
        Read(course, 3 * Hour).Should().Be(new ClockReading(ClockState.Met, 3 * Hour, 3 * Hour, At(5), At(5), false));
    }

    [Fact]
    public void A_reopening_voids_the_resolution()
    {
        var course = Course((0, Reported()), (1, Resolved()), (10, new IncidentReopened(null)), (11, Resolved()), (99, new IncidentClosed()));
        Read(course, 4 * Hour).Should().Be(new ClockReading(ClockState.Breached, 11 * Hour, 4 * Hour, At(4), At(11), false));
        Read(Course((0, Reported()), (1, Resolved()), (99, new IncidentClosed())), 4 * Hour).State.Should().Be(ClockState.Met);
    }

    [Fact]
    public void Withdrawn_counts_nowhere_and_closed_without_a_resolution_is_unmeasured()
    {
        Read(Course((0, Reported()), (9, new IncidentCancelled(null))), 4 * Hour).State.Should().Be(ClockState.Cancelled);
        Read(Course((0, Reported()), (9, new IncidentClosed())), 4 * Hour).State.Should().Be(ClockState.Unmeasured);
        Read(Course((0, Reported()), (9, Resolved())), null).State.Should().Be(ClockState.NoTarget);
    }

    [Fact]
    public void The_response_clock_stops_at_the_first_act()
    {
        var course = Course((0, Reported()), (1, new IncidentResponded()), (2, new IncidentResponded()), (9, Resolved()));
        ServiceLevelClock.Read(course, TargetKind.Response, Yardsticks.Of(Hour, true, OpenHours.Always), At(99)).State.Should().Be(ClockState.Met);
    }

    [Fact]
    public void A_target_that_ends_at_closing_time_is_due_at_the_next_opening()
    {
        var course = Course((0, Reported()), (12, Resolved()));
        var reading = ServiceLevelClock.Read(course, TargetKind.Resolution, Yardsticks.Of(9 * Hour, true, OpenHours.Of(Calendars.Office())), At(99));
        reading.Should().Be(new ClockReading(ClockState.Met, 9 * Hour, 9 * Hour, At(24), At(12), false));
    }

    [Fact]
    public void An_edition_hears_only_what_was_recorded_by_then()
    {
        var timeline = Timeline((0, Reported()), (1, Resolved()));
        IncidentCourse.Of(timeline, Monday.AddMinutes(30)).End.Should().Be(CourseEnd.None);
        IncidentCourse.Of(timeline, Monday.AddHours(1)).End.Should().Be(CourseEnd.Resolved);
    }

    [Fact]
    public void Pausing_never_adds_time_and_met_is_stopping_by_the_due_instant() =>
        Gen.Select(Calendars.Any, Gen.Int[0, 400].Array[0, 9], Gen.Long[1, 200 * Hour], Gen.Bool).Sample((terms, hours, target, stops) =>
        {
            var story = new List<(double, EventOf<Incident>)> { (0, Reported()) };
            Array.Sort(hours);
            for (var i = 0; i < hours.Length; i++)
            {
                story.Add((hours[i], i % 2 == 0 ? new IncidentHeld(HoldReason.AwaitingUser) : new IncidentResumed()));
            }

            if (stops)
            {
                story.Add((410, Resolved()));
            }

            var open = OpenHours.Of(terms);
            var course = Course([.. story]);
            var paused = ServiceLevelClock.Read(course, TargetKind.Resolution, Yardsticks.Of(target, true, open), At(420));
            var plain = ServiceLevelClock.Read(course, TargetKind.Resolution, Yardsticks.Of(target, false, open), At(420));
            paused.Elapsed.Should().BeLessThanOrEqualTo(plain.Elapsed);
            foreach (var reading in (ClockReading[])[paused, plain])
            {
                ServiceLevelClock.StateOf(course, TargetKind.Resolution, Yardsticks.Of(target, reading == paused, open), At(420)).Should().Be(reading.State);
                if (reading.DueAt is { } due)
                {
                    ((reading.StoppedAt ?? At(420)) <= due).Should().Be(reading.State is ClockState.Met or ClockState.Running);
                }
            }
        });

    private static ClockReading Read(IncidentCourse course, long? target, double at = 999, bool pauses = true) =>
        ServiceLevelClock.Read(course, TargetKind.Resolution, Yardsticks.Of(target, pauses, OpenHours.Always), At(at));

    private static IncidentCourse Course(params (double Hour, EventOf<Incident> Happened)[] story) => IncidentCourse.Of(Timeline(story));

    private static IncidentTimeline Timeline(params (double Hour, EventOf<Incident> Happened)[] story) =>
        story.Aggregate((IncidentTimeline?)null, (timeline, e) =>
            IncidentTimeline.Fold(timeline, e.Happened, Guid.NewGuid(), Monday.AddSeconds(e.Hour * 3600), Monday.AddSeconds(e.Hour * 3600)))!;

    private static long At(double hour) => Monday.AddHours(hour).ToUnixTimeSeconds();

    private static IncidentReported Reported() =>
        new(Guid.NewGuid(), "INC-2026-000001", "ana", null, null, Impact.Medium, Urgency.Medium, Priority.P3, PriorityBasis.DefaultMatrix);

    private static IncidentResolved Resolved() => new(null, null);
}
