using CsCheck;
using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

/// <summary>
/// Changes of priority in the three modes, with a hold in the middle: reported at 0 h as P3 (24 h), on hold from 2 h to 6 h, P1 (4 h) from the hour in the table, resolved at the
/// hour in the table. The table was worked out by hand.
/// </summary>
public sealed class ChangeModeTests
{
    private const long Hour = 3600;
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Theory]

    // change, resolved, mode: state, elapsed, target, due
    [InlineData(1, 7, ChangeMode.Retroactive, ClockState.Met, 3, 4, 8)] // 7 h less 4 h on hold
    [InlineData(1, 7, ChangeMode.FromNow, ClockState.Met, 2, 4, 9)] // from 1 h: 1 h, hold, 1 h
    [InlineData(1, 7, ChangeMode.Restart, ClockState.Met, 2, 4, 9)]
    [InlineData(3, 9, ChangeMode.Retroactive, ClockState.Breached, 5, 4, 8)] // changed on hold: 2 h before it, 3 h after
    [InlineData(3, 9, ChangeMode.FromNow, ClockState.Met, 3, 4, 10)] // the hold goes on over the change
    [InlineData(3, 9, ChangeMode.Restart, ClockState.Met, 3, 4, 10)]
    [InlineData(8, 12, ChangeMode.Retroactive, ClockState.Breached, 8, 4, 8)] // at 8 h, 4 h are used
    [InlineData(8, 12, ChangeMode.FromNow, ClockState.Met, 4, 4, 12)]
    [InlineData(8, 13, ChangeMode.FromNow, ClockState.Breached, 5, 4, 12)]
    [InlineData(8, 12, ChangeMode.Restart, ClockState.Met, 4, 4, 12)]
    [InlineData(30, 31, ChangeMode.Retroactive, ClockState.Breached, 27, 4, 8)]
    [InlineData(30, 31, ChangeMode.FromNow, ClockState.Breached, 26, 24, 28)] // P3 was breached before: that stays
    [InlineData(30, 31, ChangeMode.Restart, ClockState.Met, 1, 4, 34)] // what came before counts for nothing
    public void The_mode_says_what_a_change_does(int change, int resolved, ChangeMode mode, ClockState state, int elapsed, int target, int due)
    {
        var course = Course(change, resolved, null);
        var reading = ServiceLevelClock.Read(course, TargetKind.Resolution, Yardsticks.ByPriority(mode, OpenHours.Always, 4, 8, 24, 40), At(100));
        reading.Should().Be(new ClockReading(state, elapsed * Hour, target * Hour, At(due), reading.StoppedAt, false));
        ServiceLevelClock.StateOf(course, TargetKind.Resolution, Yardsticks.ByPriority(mode, OpenHours.Always, 4, 8, 24, 40), At(100)).Should().Be(state);
    }

    [Fact]
    public void A_change_that_says_its_mode_goes_before_the_policy()
    {
        var course = Course(30, 31, ChangeMode.Restart);
        ServiceLevelClock.Read(course, TargetKind.Resolution, Yardsticks.ByPriority(ChangeMode.FromNow, OpenHours.Always, 4, 8, 24, 40), At(100)).State.Should().Be(ClockState.Met);
    }

    [Fact]
    public void The_clock_reads_what_a_walk_minute_by_minute_counts() =>
        Gen.Select(Calendars.Any, OpenHoursTests.Around, Stories, Gen.Int[1, 30].Array[4], Gen.Enum<ChangeMode>()).Sample(
            (terms, from, story, targets, mode) =>
            {
                from -= from % 60;
                var course = new IncidentCourse(
                    from, [new(from, Priority.P3, null), .. story.Turns.Select(turn => new Turn(from + (turn.Minute * 60), turn.Priority, turn.Mode))],
                    null, story.Resolved is { } end ? from + (end * 60) : null, story.Resolved is null ? CourseEnd.None : CourseEnd.Resolved,
                    [.. story.Holds.Select(hold => new Stretch<HoldReason>(from + (hold.From * 60), from + (hold.Until * 60), hold.Reason)).OrderBy(hold => hold.From)], [], []);
                var yardstick = Yardstick.Of(
                    Yardsticks.Terms([.. targets.Select((open, priority) => new PriorityTargets((Priority)priority, null, TimeSpan.FromHours(open)))], onChange: mode) with
                    {
                        PausedBy = [HoldReason.AwaitingUser, HoldReason.AwaitingSupplier],
                    },
                    OpenHours.Of(terms));
                var at = from + (Horizon * 60);
                var reading = ServiceLevelClock.Read(course, TargetKind.Resolution, yardstick, at);
                var (breached, elapsed) = Walk(terms, from, story, targets, mode);
                reading.State.Should().Be(breached ? ClockState.Breached : story.Resolved is null ? ClockState.Running : ClockState.Met);
                reading.Elapsed.Should().Be(elapsed);
                ServiceLevelClock.StateOf(course, TargetKind.Resolution, yardstick, at).Should().Be(reading.State);

                var segments = ServiceLevelClock.Laps(course, TargetKind.Resolution, yardstick, at)
                    .Select(lap => (Lap: lap, Segments: ClockSegments.Of(Timeline(from), course, TargetKind.Resolution, yardstick, lap))).ToArray();
                segments.Select(each => Counted(each.Segments)).Should().Contain(elapsed, "the segments that count add up to what the clock reads");
                foreach (var (lap, told) in segments.Where(each => each.Segments.Length > 0))
                {
                    (told[0].From.ToUnixTimeSeconds(), told[^1].Until.ToUnixTimeSeconds()).Should().Be((lap.From, lap.Until));
                    told.Zip(told.Skip(1)).Where(pair => pair.First.Until != pair.Second.From).Should().BeEmpty();
                }

                var again = CourseCode.Read(CourseCode.Write(course));
                (again.Start, again.RespondedAt, again.EndedAt, again.End).Should().Be((course.Start, course.RespondedAt, course.EndedAt, course.End));
                again.Turns.Should().Equal(course.Turns);
                again.Holds.Should().Equal(course.Holds);
            },
            iter: 150);

    private const int Horizon = 8 * 24 * 60;

    private static readonly Gen<Story> Stories =
        from turns in Gen.Select(Gen.Int[1, Horizon - 1], Gen.Enum<Priority>(), Gen.Enum<ChangeMode>().Nullable()).Array[0, 3]
        from holds in Gen.Select(Gen.Int[0, Horizon], Gen.Int[1, 2000], Gen.Enum<HoldReason>()).Array[0, 4]
        from resolved in Gen.Int[1, Horizon - 1].Nullable()
        select new Story(
            [.. turns.OrderBy(turn => turn.Item1).Select(turn => (turn.Item1, turn.Item2, turn.Item3))],
            [.. holds.Select(hold => (hold.Item1, hold.Item1 + hold.Item2, hold.Item3))],
            resolved);

    /// <summary>Counts minutes; the rules are told once more, and nothing is shared with the clock.</summary>
    private static (bool Breached, long Elapsed) Walk(CalendarTerms terms, long from, Story story, int[] targets, ChangeMode mode)
    {
        var end = story.Resolved ?? Horizon;
        var (priority, counted, breached) = (Priority.P3, 0, (long?)null);
        var minute = 0;
        foreach (var (_, open) in Calendars.Minutes(terms, from, from + (end * 60L)))
        {
            foreach (var turn in story.Turns.Where(turn => turn.Minute == minute))
            {
                switch (turn.Mode ?? mode)
                {
                    case ChangeMode.FromNow:
                        breached ??= counted > targets[(int)priority] * 60 ? counted : null;
                        counted = 0;
                        break;
                    case ChangeMode.Restart:
                        (counted, breached) = (0, null);
                        break;
                    default:
                        break;
                }

                priority = turn.Priority;
            }

            var waits = story.Holds.Any(hold => hold.From <= minute && minute < hold.Until && hold.Reason is HoldReason.AwaitingUser or HoldReason.AwaitingSupplier);
            counted += open && !waits ? 1 : 0;
            minute++;
        }

        foreach (var turn in story.Turns.Where(turn => turn.Minute >= end && (turn.Mode ?? mode) is ChangeMode.Retroactive))
        {
            priority = turn.Priority;
        }

        return breached is { } stays ? (true, stays * 60) : (counted > targets[(int)priority] * 60, counted * 60L);
    }

    private static long Counted(IEnumerable<ClockSegment> segments) => segments.Where(segment => segment.Counts).Sum(segment => (long)(segment.Until - segment.From).TotalSeconds);

    private static IncidentTimeline Timeline(long from) => new(
        Guid.Empty, "x", null, null, PolicyBasis.NoAgreement, [new(MarkKind.Reported, DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.UnixEpoch, Guid.Empty, Priority.P3)]);

    private static IncidentCourse Course(int change, int resolved, ChangeMode? mode) => new(
        At(0), [new(At(0), Priority.P3, null), new(At(change), Priority.P1, mode)], null, At(resolved), CourseEnd.Resolved, [new(At(2), At(6), HoldReason.AwaitingUser)], [], []);

    private static long At(int hour) => Monday.AddHours(hour).ToUnixTimeSeconds();

    private sealed record Story((int Minute, Priority Priority, ChangeMode? Mode)[] Turns, (int From, int Until, HoldReason Reason)[] Holds, int? Resolved);
}
