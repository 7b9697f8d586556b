using System.Collections.Immutable;
using System.Text;
using FluentAssertions;
using SBG.Api.IncidentLog;
using SBG.Api.Kernel.Http;
using Xunit;

namespace SBG.Api.Tests.IncidentLog;

public sealed class LogReaderTests
{
    private const string Header = "number,incident_state,opened_at,sys_updated_at,impact,urgency,priority,caller_id\n";
    private const string Ranks = "2 - Medium,2 - Medium,3 - Moderate";
    private static readonly LogFormat Default = new(ImmutableSortedDictionary<string, string>.Empty);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Rows_keep_their_order_and_their_line(string newLine)
    {
        var log = Read((Header + Row("INC1", "New", "29-02-2016 01:16") + Row("INC1", "Closed", "05-03-2016 12:00")).Replace("\n", newLine, StringComparison.Ordinal));
        log.Errors.Should().BeEmpty();
        log.Rows.Select(row => (row.Line, row.Told.State)).Should().Equal((2, "New"), (3, "Closed"));
        log.Rows[0].Told.UpdatedAt.Should().Be(new DateTimeOffset(2016, 2, 29, 1, 16, 0, TimeSpan.Zero));
        log.Rows[0].Told.AssignedTo.Should().BeNull("the column is absent");
    }

    [Fact]
    public void A_bad_row_is_told_with_its_line_and_stops_nothing()
    {
        var log = Read(
            Header + Row("INC1", "New", "30-02-2016 01:16") + "INC2\n" + Row("?", "New", "01-03-2016 01:16") + Row("INC3", "Lost", "01-03-2016 01:16")
            + Row(new string('x', 201), "New", "01-03-2016 01:16") + Row("INC\0", "New", "01-03-2016 01:16") + Row("INC4", "New", "01-03-2016 01:16"));
        log.Rows.Select(row => row.Told.Number).Should().Equal("INC4");
        log.Errors.Should().Equal(
            new RowError(2, "sys_updated_at", "not-a-time"),
            new RowError(3, null, "malformed-row"),
            new RowError(4, "number", "missing"),
            new RowError(5, "incident_state", "unknown-value"),
            new RowError(6, "number", "too-long"),
            new RowError(7, "number", "characters"));
    }

    [Fact]
    public void A_cell_over_two_lines_moves_the_lines_after_it()
    {
        var log = Read(Header.TrimEnd() + ",notes\n" + Row("INC1", "New", "01-03-2016 01:16", "?,\"a\nb\"") + Row("INC2", "New", "oops", "?,c"));
        log.Rows.Single().Told.Number.Should().Be("INC1");
        log.Errors.Should().Equal(new RowError(4, "sys_updated_at", "not-a-time"));
    }

    [Fact]
    public void A_quote_that_is_never_closed_swallows_nothing()
    {
        var log = Read(Header + Row("INC1", "New", "01-03-2016 01:16", "\"Ana") + Row("INC2", "New", "01-03-2016 01:16"));
        log.Rows.Select(row => row.Told.Number).Should().Equal("INC2");
        log.Errors.Should().Equal(new RowError(2, null, "malformed-row"));
    }

    [Fact]
    public void Columns_dates_and_the_unknown_are_as_declared()
    {
        var format = Default with
        {
            Columns = Default.Columns.Add("number", "No").Add("caller_id", "Appelant"),
            DateFormat = "yyyy-MM-dd HH:mm:ss",
            Unknown = "n/d",
            TimeZone = "America/Toronto",
        };
        var log = Read(
            "No;incident_state;opened_at;sys_updated_at;impact;urgency;priority;Appelant\n7;New;2016-02-28 20:16:00;2016-02-28 20:17:00;1 - High;1 - High;1 - Critical;n/d\n", format);
        log.Errors.Should().BeEmpty();
        log.Rows.Single().Told.OpenedAt.Should().Be(new DateTimeOffset(2016, 2, 29, 1, 16, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Missing_columns_are_named() =>
        Read("number;opened_at;sys_updated_at;impact;urgency;priority\n", Default with { Columns = Default.Columns.Add("category", "catégorie") })
            .MissingColumns.Should().Equal("incident_state", "catégorie");

    [Fact]
    public void An_empty_file_lacks_every_column() => Read(string.Empty).MissingColumns.Should().HaveCount(7);

    [Fact]
    public void Encodings_are_declared_or_found()
    {
        FileText.Decode([0xC3, 0xA9], null).Should().Be("é");
        FileText.Decode([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "windows-1252").Should().Be("é", "the mark decides");
        FileText.Decode([0xE9, 0x80], null).Should().Be("é€");
        FileText.Decode([0xC3, 0xA9], "windows-1252").Should().Be("Ã©");
        FileText.Decode([0xE9], "utf-8").Should().BeNull();
        FileText.Decode(Encoding.UTF8.GetPreamble(), null).Should().BeEmpty();
    }

    private static string Row(string number, string state, string updated, string caller = "?") =>
        $"{number},{state},29-02-2016 01:16,{updated},{Ranks},{caller}\n";

    private static ParsedLog Read(string text, LogFormat? format = null) => LogReader.Read(text, format ?? Default);
}
