using System.Collections.Immutable;

namespace SBG.Api.IncidentLog;

/// <summary>How a log file is written: what its owner declares, or the defaults.</summary>
/// <param name="Columns">Header of the file by the name of a column (see <see cref="Domain.Incidents.Import.LogRowReader.Columns"/>); columns left
/// out have their own name as header.</param>
/// <param name="Encoding"><c>utf-8</c>, <c>windows-1252</c>, or null to find out: UTF-8 if every byte is, else Windows-1252.</param>
/// <param name="DateFormat">.NET pattern of every time of the file; read invariantly.</param>
/// <param name="TimeZone">IANA zone in which the file's times are told.</param>
/// <param name="Unknown">What stands for an unknown value; empty cells are unknown too.</param>
public sealed record LogFormat(
    ImmutableSortedDictionary<string, string> Columns,
    string? Encoding = null,
    string DateFormat = "dd-MM-yyyy HH:mm",
    string TimeZone = "UTC",
    string Unknown = "?")
{
    /// <summary>The header under which a column is found.</summary>
    /// <param name="column">The column.</param>
    public string HeaderOf(string column) => Columns.GetValueOrDefault(column, column);
}
