using System.Collections.Immutable;
using CsvHelper;
using NodaTime;
using SBG.Domain.Incidents.Import;

namespace SBG.Api.IncidentLog;

/// <summary>Reads an incident log in CSV (RFC 4180; comma, semicolon or tab; LF or CRLF). A bad row stops nothing.</summary>
public static class LogReader
{
    /// <summary>Longest cell that is read, in characters.</summary>
    public const int MaxCell = 200;

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
        ImmutableArray<string> missing =
        [
            .. from column in LogRowReader.Columns
               where !headers.Contains(format.HeaderOf(column)) && (LogRowReader.RequiredColumns.Contains(column) || format.Columns.ContainsKey(column))
               select format.HeaderOf(column),
        ];
        if (!missing.IsEmpty)
        {
            return new([], [], missing);
        }

        var index = LogRowReader.Columns.ToDictionary(column => column, column => Array.IndexOf(headers, format.HeaderOf(column)));
        var reader = new LogRowReader(DateTimeZoneProviders.Tzdb[format.TimeZone], format.DateFormat, format.Unknown);
        var rows = ImmutableArray.CreateBuilder<LogRow>();
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            if (Unusable(csv, index, headers) is { } cell)
            {
                errors.Add(new(line, cell.Header, cell.Code));
                continue;
            }

            var (row, problems) = reader.Read(column => index[column] is >= 0 and var i ? csv.GetString(i) : null);
            errors.AddRange(problems.Select(problem => new RowError(line, format.HeaderOf(problem.Column), problem.Code)));
            if (row is not null)
            {
                rows.Add(new(line, row));
            }
        }

        return swallowed ? null : new(rows.ToImmutable(), [.. errors.OrderBy(error => error.Line)], []);
    }

    private static (string Header, string Code)? Unusable(CsvReader csv, Dictionary<string, int> index, string[] headers)
    {
        foreach (var i in index.Values.Where(i => i >= 0))
        {
            var cell = csv.GetString(i);
            if (cell.Length > MaxCell || cell.Contains('\0', StringComparison.Ordinal))
            {
                return (headers[i], cell.Length > MaxCell ? "too-long" : "characters");
            }
        }

        return null;
    }

    private static char SeparatorOf(string text)
    {
        var header = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)].ToString();
        return Separators.MaxBy(separator => header.Count(c => c == separator));
    }
}
