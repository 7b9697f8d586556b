using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Clocks;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

/// <summary>A merge stops the clocks of what is merged; its undoing leaves no mark on their course.</summary>
public sealed class MergedCourseTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    private static readonly TimelineMark[] Story =
    [
        Mark(MarkKind.Reported, 0) with { Priority = Priority.P2 }, Mark(MarkKind.Responded, 1), Mark(MarkKind.Assigned, 1) with { Team = "postes" },
        Mark(MarkKind.Held, 5) with { Reason = HoldReason.AwaitingUser },
    ];

    [Fact]
    public void What_is_merged_ends_and_counts_nowhere()
    {
        var course = Course([.. Story, Mark(MarkKind.Merged, 9)]);
        (course.End, course.EndedAt).Should().Be((CourseEnd.Cancelled, At(9).ToUnixTimeSeconds()));
        course.Holds.Should().Equal(new Stretch<HoldReason>(At(5).ToUnixTimeSeconds(), At(9).ToUnixTimeSeconds(), HoldReason.AwaitingUser));
        course.Teams.Should().Equal(new Stretch<string>(At(1).ToUnixTimeSeconds(), At(9).ToUnixTimeSeconds(), "postes"));
    }

    [Fact]
    public void What_is_unmerged_goes_on_as_if_nothing_had_been() =>
        CourseCode.Write(Course([.. Story, Mark(MarkKind.Merged, 9), Mark(MarkKind.Unmerged, 30)])).Should().Be(CourseCode.Write(Course(Story)));

    private static IncidentCourse Course(TimelineMark[] marks) => IncidentCourse.Of(new(Guid.NewGuid(), "INC-1", null, null, PolicyBasis.NoAgreement, [.. marks]));

    private static TimelineMark Mark(MarkKind kind, int minute) => new(kind, At(minute), At(minute), Guid.NewGuid());

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);
}
