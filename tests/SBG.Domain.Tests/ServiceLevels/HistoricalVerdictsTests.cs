using System.Globalization;
using System.Text;
using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Import;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.Tests.Incidents;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

/// <summary>
/// The real log under four readings: two calendars, with and without pauses. The oracle reads the rows themselves, walks from row to row and
/// minute to minute, and shares nothing with the product but the words of the log.
/// </summary>
public sealed class HistoricalVerdictsTests
{
    private static readonly Dictionary<Priority, long> Targets = new()
    {
        [Priority.P1] = 5 * 60,
        [Priority.P2] = 15,
        [Priority.P3] = (88 * 60) + 5,
        [Priority.P4] = 96 * 60,
    };

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Verdicts_agree_with_a_walk_over_the_rows(bool office, bool pauses)
    {
        var hours = office ? OpenHours.Of(Calendars.Office()) : OpenHours.Always;
        var told = new SortedDictionary<string, (int Met, int Breached)>(StringComparer.Ordinal);
        var (ties, ended) = (0, 0);
        foreach (var rows in HistoricalLog.ByIncident())
        {
            var course = IncidentCourse.Of(Timeline(rows));
            if (course.End is not CourseEnd.Resolved)
            {
                continue;
            }

            ended++;
            var target = Targets[course.Priority];
            var walked = Walk(rows, office, pauses);
            var reading = ServiceLevelClock.Read(course, TargetKind.Resolution, Yardsticks.Of(target * 60, pauses, hours), long.MaxValue / 2);
            reading.Elapsed.Should().Be(walked * 60, "{0}", rows[0].Number);
            reading.State.Should().Be(walked <= target ? ClockState.Met : ClockState.Breached);
            (reading.StoppedAt <= reading.DueAt).Should().Be(walked <= target);
            ties += walked == target ? 1 : 0;
            var name = course.Priority.ToString();
            var (met, breached) = told.GetValueOrDefault(name);
            told[name] = walked <= target ? (met + 1, breached) : (met, breached + 1);
        }

        ended.Should().Be(861);
        var table = new StringBuilder();
        foreach (var (priority, (met, breached)) in told)
        {
            table.Append(CultureInfo.InvariantCulture, $"{priority} {met}/{breached} ");
        }

        TestContext.Current.SendDiagnosticMessage($"office={office} pauses={pauses}: {table}ties={ties}");
    }

    // Minutes in which the row that was last written does not say Awaiting, from the opening to the resolution.
    private static long Walk(IReadOnlyList<IncidentLogRow> rows, bool office, bool pauses)
    {
        var counted = 0L;
        var row = -1;
        for (var minute = rows[0].OpenedAt; minute < rows[0].ResolvedAt; minute = minute.AddMinutes(1))
        {
            while (row + 1 < rows.Count && rows[row + 1].UpdatedAt <= minute)
            {
                row++;
            }

            var open = !office
                || (minute.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && minute.Hour >= 8 && minute.Hour < 17);
            var waits = row >= 0 && rows[row].State.StartsWith("Awaiting", StringComparison.Ordinal);
            counted += open && !(pauses && waits) ? 1 : 0;
        }

        return counted;
    }

    private static IncidentTimeline Timeline(IReadOnlyList<IncidentLogRow> rows) =>
        ImportedIncident.Of("cegep-fjord", rows).Events.Aggregate(
            (IncidentTimeline?)null, (timeline, e) => IncidentTimeline.Fold(timeline, e.Happened, e.EventId, e.OccurredAt, e.OccurredAt))!;
}
