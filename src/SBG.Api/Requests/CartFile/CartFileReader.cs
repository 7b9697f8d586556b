using System.Collections.Immutable;
using CsvHelper;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Requests.CartFile;

/// <summary>A readable row: its cells, by what they mean.</summary>
/// <param name="Row">Its line in the file, from 1.</param>
/// <param name="Offer">The offer's id.</param>
/// <param name="Beneficiary">The person's id, or the subject with which the person signs in.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Options">Option to choice; empty cells are not chosen.</param>
public sealed record CartFileRow(int Row, string Offer, string Beneficiary, string Quantity, ImmutableSortedDictionary<string, string> Options);

/// <summary>
/// Reads a file of lines in CSV (RFC 4180; comma, semicolon or tab; LF or CRLF; UTF-8 with or without a mark, else Windows-1252). Columns:
/// <c>offer</c>, <c>beneficiary</c>, <c>quantity</c> (absent: 1), and <c>option.</c> followed by a question's key; several answers to one question are parted by <c>|</c>.
/// </summary>
public static class CartFileReader
{
    /// <summary>The file lacks columns.</summary>
    public static readonly Refusal MissingColumns = new("requests/file-lacks-columns");

    /// <summary>The file has too many rows.</summary>
    public static readonly Refusal TooManyRows = new("requests/file-too-long");

    private const string OptionPrefix = "option.";
    private const int MaxCell = 200;
    private static readonly ImmutableArray<char> Separators = [',', ';', '\t'];
    private static readonly ImmutableArray<string> Required = ["offer", "beneficiary"];

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="most">The most rows.</param>
    /// <returns>Readable rows, and the lines of those that are not.</returns>
    /// <exception cref="ProblemException">It is not such a file.</exception>
    public static (ImmutableArray<CartFileRow> Rows, ImmutableArray<int> Malformed) Read(byte[] bytes, int most)
    {
        var text = FileText.Decode(bytes, null) ?? string.Empty;
        var malformed = ImmutableArray.CreateBuilder<int>();
        using var csv = CsvReader.FromText(text, new()
        {
            Separator = SeparatorOf(text),
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false, // a quote that is never closed spoils one row, not the rest of the file
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = bad => malformed.Add((int)bad.LineNumber),
        });
        csv.ReadHeader();
        string[] headers = [.. csv.Headers.Select(header => header.Trim())];
        if (Required.Except(headers, StringComparer.OrdinalIgnoreCase).ToArray() is { Length: > 0 } missing)
        {
            throw new ProblemException(MissingColumns.With("columns", string.Join(", ", missing)));
        }

        var rows = ImmutableArray.CreateBuilder<CartFileRow>();
        while (csv.Read())
        {
            if (rows.Count + malformed.Count >= most)
            {
                throw new ProblemException(TooManyRows.With("most", most));
            }

            var cells = Enumerable.Range(0, headers.Length).Select(i => csv.GetString(i).Trim()).ToArray();
            if (cells.Any(cell => cell.Length > MaxCell || cell.Contains('\0', StringComparison.Ordinal)))
            {
                malformed.Add((int)csv.LineNumber);
                continue;
            }

            rows.Add(new((int)csv.LineNumber, Cell("offer")!, Cell("beneficiary")!, Cell("quantity") is { Length: > 0 } quantity ? quantity : "1", Options()));

            string? Cell(string column) => Array.FindIndex(headers, header => header.Equals(column, StringComparison.OrdinalIgnoreCase)) is >= 0 and var i ? cells[i] : null;

            ImmutableSortedDictionary<string, string> Options() => headers.Zip(cells)
                .Where(cell => cell.First.StartsWith(OptionPrefix, StringComparison.OrdinalIgnoreCase) && cell.Second.Length > 0)
                .DistinctBy(cell => cell.First[OptionPrefix.Length..])
                .ToImmutableSortedDictionary(cell => cell.First[OptionPrefix.Length..], cell => cell.Second, StringComparer.Ordinal);
        }

        return (rows.ToImmutable(), malformed.ToImmutable());
    }

    private static char SeparatorOf(string text)
    {
        var header = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)].ToString();
        return Separators.MaxBy(separator => header.Count(c => c == separator));
    }
}
