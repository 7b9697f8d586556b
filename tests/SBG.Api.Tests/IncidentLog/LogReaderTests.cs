using System.Collections.Immutable;
using System.Text;
using FluentAssertions;
using SBG.Api.IncidentLog;
using Xunit;

namespace SBG.Api.Tests.IncidentLog;

public sealed class LogReaderTests
{
    private const string Header = "number,incident_state,sys_updated_at,caller_id\n";
    private static readonly LogFormat Default = new(ImmutableDictionary<string, string>.Empty);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Rows_keep_their_order_and_their_line(string newLine)
    {
        var log = Read((Header + "INC1,New,29-02-2016 01:16,?\nINC1,Closed,05-03-2016 12:00,Ana\n").Replace("\n", newLine, StringComparison.Ordinal));
        log.Errors.Should().BeEmpty();
        log.Rows.Select(row => (row.Line, row[LogField.State], row[LogField.Caller])).Should().Equal((2, "New", null), (3, "Closed", "Ana"));
        log.Rows[0].At.Should().Be(new DateTimeOffset(2016, 2, 29, 1, 16, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_bad_row_is_told_with_its_line_and_stops_nothing()
    {
        var log = Read(Header + "INC1,New,30-02-2016 01:16,?\nINC2\n?,New,01-03-2016 01:16,?\nINC3,New,01-03-2016 01:16,?\n");
        log.Rows.Select(row => row.Number).Should().Equal("INC3");
        log.Errors.Should().Equal(
            new RowError(2, "sys_updated_at", "unreadable-date"), new RowError(3, null, "malformed-row"), new RowError(4, "number", "missing-value"));
    }

    [Fact]
    public void A_cell_over_two_lines_moves_the_lines_after_it()
    {
        var log = Read("number,incident_state,sys_updated_at,description\nINC1,New,01-03-2016 01:16,\"a\nb\"\nINC2,New,oops,c\n");
        log.Rows.Single()[LogField.Description].Should().Be("a\nb");
        log.Errors.Should().Equal(new RowError(4, "sys_updated_at", "unreadable-date"));
    }

    [Fact]
    public void A_quote_that_is_never_closed_swallows_nothing()
    {
        var log = Read(Header + "INC1,New,01-03-2016 01:16,\"Ana\nINC2,New,01-03-2016 01:16,?\n");
        log.Rows.Select(row => row.Number).Should().Equal("INC2");
        log.Errors.Should().Equal(new RowError(2, null, "malformed-row"));
    }

    [Fact]
    public void A_time_that_the_clocks_skipped_is_an_error_of_its_row_and_one_told_twice_is_the_first()
    {
        var log = Read(
            Header + "INC1,New,13-03-2016 02:30,?\nINC2,New,06-11-2016 01:30,?\nINC3,New,13-03-2016 03:00,?\n", Default with { TimeZone = "America/Toronto" });
        log.Errors.Should().Equal(new RowError(2, "sys_updated_at", "time-does-not-exist"));
        log.Rows.Select(row => row.At.UtcDateTime.ToString("s")).Should().Equal("2016-11-06T05:30:00", "2016-03-13T07:00:00");
    }

    [Fact]
    public void Missing_columns_are_named() =>
        Read("number;état\nINC1;New\n", Default with { Columns = ImmutableDictionary<string, string>.Empty.Add("state", "état").Add("team", "équipe") })
            .MissingColumns.Should().Equal("sys_updated_at", "équipe");

    [Fact]
    public void Encodings_are_declared_or_found()
    {
        LogText.Decode([0xC3, 0xA9], null).Should().Be("é");
        LogText.Decode([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "windows-1252").Should().Be("é", "the mark decides");
        LogText.Decode([0xE9, 0x80], null).Should().Be("é€");
        LogText.Decode([0xC3, 0xA9], "windows-1252").Should().Be("Ã©");
        LogText.Decode([0xE9], "utf-8").Should().BeNull();
        LogText.Decode(Encoding.UTF8.GetPreamble(), null).Should().BeEmpty();
    }

    [Fact]
    public void An_empty_file_lacks_every_column() => Read(string.Empty).MissingColumns.Should().Equal("number", "incident_state", "sys_updated_at");

    private static ParsedLog Read(string text, LogFormat? format = null) => LogReader.Read(text, format ?? Default);
}
