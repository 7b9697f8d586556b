using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using NodaTime;

namespace SBG.Api.IncidentLog;

/// <summary>Reads an incident log in CSV (RFC 4180; comma, semicolon or tab; LF or CRLF). A bad row stops nothing.</summary>
public static class LogReader
{
    /// <summary>Longest cell, in characters.</summary>
    public const int MaxCell = 20_000;

    /// <summary>Longest number of an incident, in characters.</summary>
    public const int MaxNumber = 40;

    private static readonly ImmutableArray<char> Separators = [',', ';', '\t'];

    /// <summary>Reads a log.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="format">How it is written.</param>
    public static ParsedLog Read(string text, LogFormat format)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(format);

        // A quote that is never closed would swallow the rest of the file: then lines end rows, whatever the quotes say.
        return Read(text, format, linesInQuotes: true) ?? Read(text, format, linesInQuotes: false)!;
    }

    private static ParsedLog? Read(string text, LogFormat format, bool linesInQuotes)
    {
        var errors = ImmutableArray.CreateBuilder<RowError>();
        var swallowed = false;
        using var csv = CsvReader.FromText(text, new()
        {
            Separator = SeparatorOf(text),
            AllowLineBreaksInQuotes = linesInQuotes,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = bad =>
            {
                swallowed |= linesInQuotes && bad.Reason == CsvMalformedReason.UnterminatedQuote;
                errors.Add(new((int)bad.LineNumber, null, "malformed-row"));
            },
        });
        csv.ReadHeader();
        string[] headers = [.. csv.Headers];
        var columns = LogField.All
            .Select(field => (Field: field, Index: Array.IndexOf(headers, format.HeaderOf(field))))
            .ToImmutableArray();
        ImmutableArray<string> missing =
        [
            .. from column in columns
               where column.Index < 0 && (column.Field.Required || format.Columns.ContainsKey(column.Field.Name))
               select format.HeaderOf(column.Field),
        ];
        if (!missing.IsEmpty)
        {
            return new([], [], missing);
        }

        var cells = new Cells(columns, headers, format);
        var rows = ImmutableArray.CreateBuilder<LogRow>();
        while (csv.Read())
        {
            if (cells.Read(csv, errors) is { } row)
            {
                rows.Add(row);
            }
        }

        return swallowed ? null : new(rows.ToImmutable(), [.. errors.OrderBy(error => error.Line)], []);
    }

    private static char SeparatorOf(string text)
    {
        var header = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)].ToString();
        return Separators.MaxBy(separator => header.Count(c => c == separator));
    }

    private sealed class Cells(ImmutableArray<(LogField Field, int Index)> columns, string[] headers, LogFormat format)
    {
        private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[format.TimeZone];

        public LogRow? Read(CsvReader csv, ImmutableArray<RowError>.Builder errors)
        {
            var line = (int)csv.LineNumber;
            var texts = ImmutableDictionary.CreateBuilder<LogField, string>();
            var instants = ImmutableDictionary.CreateBuilder<LogField, DateTimeOffset>();
            var before = errors.Count;
            foreach (var (field, index) in columns)
            {
                var cell = index < 0 ? string.Empty : csv.GetString(index).Trim();
                if (cell.Length == 0 || cell == format.Unknown)
                {
                    if (field.Required)
                    {
                        errors.Add(new(line, headers[index], "missing-value"));
                    }
                }
                else if (WrongWith(field, cell) is { } code)
                {
                    errors.Add(new(line, headers[index], code));
                }
                else if (!field.IsDate)
                {
                    texts.Add(field, cell);
                }
                else if (!DateTime.TryParseExact(cell, format.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
                {
                    errors.Add(new(line, headers[index], "unreadable-date"));
                }
                else if (_zone.MapLocal(LocalDateTime.FromDateTime(local)) is { Count: > 0 } mapping)
                {
                    // Told twice when the clocks go back: the first is taken, in every run.
                    instants.Add(field, mapping.First().ToInstant().ToDateTimeOffset());
                }
                else
                {
                    errors.Add(new(line, headers[index], "time-does-not-exist"));
                }
            }

            return errors.Count == before ? new(line, texts.ToImmutable(), instants.ToImmutable()) : null;
        }

        private static string? WrongWith(LogField field, string cell) =>
            cell.Length > (field == LogField.Number ? MaxNumber : MaxCell) ? "too-long"
            : cell.Contains('\0', StringComparison.Ordinal) ? "unreadable-character"
            : null;
    }
}
