using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Import;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.Tests.Architecture;
using SBG.Domain.Tests.Incidents;
using Xunit;

namespace SBG.Domain.Tests.ServiceLevels;

/// <summary>The real log under five readings, against a script in another language that shares no code: identical for every incident.</summary>
public sealed class IndependentVerdictsTests
{
    private static readonly TimeSpan[] Targets = [TimeSpan.FromHours(5), TimeSpan.FromMinutes(15), new(88, 5, 0), TimeSpan.FromHours(96)];

    [Fact]
    public async Task Every_verdict_and_every_second_is_the_scripts()
    {
        var log = HistoricalLog.ByIncident();
        var told = await Script();
        told.Select(line => line.Reading).Distinct().Should().HaveCountGreaterThanOrEqualTo(4);
        var courses = log.ToDictionary(rows => rows[0].Number, rows => IncidentCourse.Of(Timeline(rows)));
        foreach (var reading in told.GroupBy(line => line.Reading))
        {
            var by = Yardstick.Of(
                Yardsticks.Terms(Targets.Select((target, priority) => new PriorityTargets((Priority)priority, null, target)), !reading.Key.EndsWith("-unpaused", StringComparison.Ordinal)),
                Hours(reading.Key.Split('-')[0]));
            var ours = courses.Where(course => course.Value.End is CourseEnd.Resolved).Select(course =>
            {
                var read = ServiceLevelClock.Read(course.Value, TargetKind.Resolution, by, long.MaxValue / 2);
                return (reading.Key, course.Key, read.State == ClockState.Met ? "met" : "breached", read.Elapsed);
            }).Order();
            ours.Should().Equal(reading.Order(), "{0}", reading.Key);
            reading.Should().HaveCount(861);
        }
    }

    private static async Task<(string Reading, string Number, string State, long Seconds)[]> Script()
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Checkout.Below("tests", "independent", "service_levels.py"), HistoricalLog.Path(HistoricalLog.File)!, HistoricalLog.Path("holidays.csv")!])
        {
            start.ArgumentList.Add(argument);
        }

        using var script = Start(start);
        var errors = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        script.ExitCode.Should().Be(0, await errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(cells => (cells[0], cells[1], cells[2], long.Parse(cells[3], CultureInfo.InvariantCulture)))];
    }

    private static Process Start(ProcessStartInfo script)
    {
        try
        {
            return Process.Start(script)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not at hand.");
            throw;
        }
    }

    private static OpenHours Hours(string name)
    {
        var holidays = from line in File.ReadLines(HistoricalLog.Path("holidays.csv")!).Skip(1)
                       let day = DateOnly.ParseExact(line.Split(',')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture)
                       from year in Enumerable.Range(2015, 4)
                       select new Holiday(new(year, day.Month, day.Day), "x");
        WeeklyRange[] weekly = name switch
        {
            "office" => [.. Enum.GetValues<Weekday>().Take(5).SelectMany(day => (WeeklyRange[])[new(day, new(8, 0), new(12, 0)), new(day, new(13, 0), new(17, 0))])],
            "nights" => [.. Enum.GetValues<Weekday>().Take(6).Select(day => new WeeklyRange(day, new(18, 0), new(4, 0)))],
            _ => [],
        };
        return weekly.Length == 0 ? OpenHours.Always : OpenHours.Of(new("America/Toronto", [.. weekly], [.. holidays.DistinctBy(holiday => holiday.Date)]));
    }

    private static IncidentTimeline Timeline(IReadOnlyList<IncidentLogRow> rows) =>
        ImportedIncident.Of("cegep-fjord", rows).Events.Aggregate(
            (IncidentTimeline?)null, (timeline, e) => IncidentTimeline.Fold(timeline, e.Happened, e.EventId, e.OccurredAt, e.OccurredAt))!;
}
