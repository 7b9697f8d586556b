using FluentAssertions;
using NodaTime;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Import;
using Xunit;

namespace SBG.Domain.Tests.Incidents;

public sealed class ImportedIncidentTests
{
    private static readonly DateTimeOffset Opened = new(2016, 2, 29, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_plain_incident_is_told_in_order()
    {
        var told = ImportedIncident.Of("cegep-fjord",
        [
            Row("New", 5, resolved: 60, closed: 900),
            Row("Active", 10, resolved: 60, closed: 900, to: "Resolver 1"),
            Row("Awaiting User Info", 20, resolved: 60, closed: 900, to: "Resolver 1"),
            Row("Active", 40, resolved: 60, closed: 900, to: "Resolver 1"),
            Row("Resolved", 60, resolved: 60, closed: 900, to: "Resolver 1"),
            Row("Closed", 900, resolved: 60, closed: 900, to: "Resolver 1"),
        ]);

        told.Id.Should().Be(ImportedIncident.StreamOf("cegep-fjord", "INC1"));
        Story(told).Should().Equal(
            "0 IncidentReported", "5 IncidentAssigned", "10 IncidentResponded", "10 IncidentAssigned",
            "20 IncidentHeld", "40 IncidentResumed", "60 IncidentResolved", "900 IncidentClosed");
        told.Events.Select(e => e.EventId).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_reopened_incident_is_resolved_twice_the_last_time_when_the_log_says() =>
        Story(ImportedIncident.Of("c",
        [
            Row("Resolved", 10, resolved: 50), Row("Active", 20, resolved: 50), Row("Resolved", 40, resolved: 50), Row("Resolved", 50, resolved: 50),
        ])).Should().Equal(
            "0 IncidentReported", "10 IncidentResponded", "10 IncidentAssigned", "10 IncidentResolved", "20 IncidentReopened", "50 IncidentResolved");

    [Fact]
    public void A_hold_ends_with_the_first_row_in_another_state_even_before_the_resolution() =>
        Story(ImportedIncident.Of("c",
        [
            Row("Awaiting Vendor", 10, resolved: 50), Row("Awaiting Problem", 20, resolved: 50), Row("Resolved", 40, resolved: 50), Row("Resolved", 50, resolved: 50),
        ])).Should().Equal(
            "0 IncidentReported", "10 IncidentResponded", "10 IncidentHeld", "10 IncidentAssigned", "20 IncidentHeld", "40 IncidentResumed", "50 IncidentResolved");

    [Fact]
    public void Without_a_resolution_time_none_is_made_up() =>
        Story(ImportedIncident.Of("c", [Row("Resolved", 0, closed: 90), Row("Closed", 90, closed: 90)]))
            .Should().Equal("0 IncidentReported", "0 IncidentResponded", "0 IncidentAssigned", "90 IncidentClosed");

    [Fact]
    public void A_change_of_priority_is_told_and_an_update_before_the_opening_counts_from_it() =>
        Story(ImportedIncident.Of("c", [Row("New", -30), Row("New", 10, impact: "1 - High", priority: "2 - High")]))
            .Should().Equal("0 IncidentReported", "0 IncidentAssigned", "10 IncidentPrioritised");

    [Fact]
    public void A_row_is_read_with_all_its_problems_at_once()
    {
        var (row, problems) = new LogRowReader(DateTimeZone.Utc).Read(name => name switch
        {
            "number" => "INC1",
            "incident_state" => "Lost",
            "opened_at" => "2016-02-29",
            "priority" => "7 - Never",
            "impact" or "urgency" => "2 - Medium",
            _ => "?",
        });
        row.Should().BeNull();
        problems.Should().Equal(
            new LogProblem("incident_state", "unknown-value"), new("opened_at", "not-a-time"), new("sys_updated_at", "missing"), new("priority", "unknown-value"));
    }

    [Fact]
    public void The_logs_clock_can_be_that_of_a_zone()
    {
        var (row, _) = new LogRowReader(DateTimeZoneProviders.Tzdb["America/Toronto"]).Read(name => name switch
        {
            "number" => "INC1",
            "incident_state" => "New",
            "priority" => "3 - Moderate",
            "impact" or "urgency" => "2 - Medium",
            "opened_at" or "sys_updated_at" => "29-02-2016 04:00",
            _ => "?",
        });
        row!.OpenedAt.Should().Be(Opened);
        row.AssignedTo.Should().BeNull();
    }

    [Theory]
    [InlineData("13-03-2016 02:30", "no-such-time", null)]
    [InlineData("06-11-2016 01:30", null, "2016-11-06T05:30:00")]
    public void A_time_that_the_clocks_skipped_is_a_problem_and_one_told_twice_is_the_first(string told, string? problem, string? utc)
    {
        var (row, problems) = new LogRowReader(DateTimeZoneProviders.Tzdb["America/Toronto"]).Read(name => name switch
        {
            "number" => "INC1",
            "incident_state" => "New",
            "priority" => "3 - Moderate",
            "impact" or "urgency" => "2 - Medium",
            "opened_at" => "29-02-2016 04:00",
            "sys_updated_at" => told,
            _ => "?",
        });
        problems.Select(p => p.Code).SingleOrDefault().Should().Be(problem);
        (row?.UpdatedAt.UtcDateTime.ToString("s")).Should().Be(utc);
    }

    [Fact]
    public void The_real_log_makes_890_streams_of_which_861_are_resolved()
    {
        var incidents = HistoricalLog.ByIncident().Select(rows => (rows, Told: ImportedIncident.Of("cegep-fjord", rows))).ToArray();
        incidents.Select(i => i.Told.Id).Distinct().Should().HaveCount(890);
        var states = incidents.Select(i => (i.rows, State: i.Told.Events.Aggregate((Incident?)null, (s, e) => Incident.Evolve(s, e.Happened, e.OccurredAt))!)).ToArray();
        states.Should().OnlyContain(i => i.State.Status == IncidentStatus.Closed);
        states.Count(i => i.State.ResolvedAt is not null).Should().Be(861);
        states.Should().OnlyContain(i => i.State.ResolvedAt == i.rows[0].ResolvedAt && i.State.EndedAt == i.rows[0].ClosedAt);
    }

    [Fact]
    public void The_default_matrix_is_the_real_logs() =>
        HistoricalLog.ByIncident().SelectMany(rows => rows).Should().OnlyContain(row => Agrees(row));

    private static bool Agrees(IncidentLogRow row) =>
        LogVocabulary.TryImpact(row.Impact, out var impact)
        && LogVocabulary.TryUrgency(row.Urgency, out var urgency)
        && LogVocabulary.TryPriority(row.Priority, out var priority)
        && PriorityMatrix.Default.PriorityOf(impact, urgency) == priority;

    private static IEnumerable<string> Story(ImportedIncident told) =>
        told.Events.Select(e => FormattableString.Invariant($"{(e.OccurredAt - Opened).TotalMinutes} {e.Happened.GetType().Name}"));

    private static IncidentLogRow Row(
        string state, int minute, int? resolved = null, int? closed = null, string? to = null, string impact = "2 - Medium", string priority = "3 - Moderate") =>
        new(
            "INC1", state, "Caller 1", Opened, Opened.AddMinutes(minute), impact, "2 - Medium", priority, "Group 70", to, "Category 1", "code 5",
            resolved is { } r ? Opened.AddMinutes(r) : null, closed is { } c ? Opened.AddMinutes(c) : null);
}
