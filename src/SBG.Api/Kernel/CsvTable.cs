using System.Globalization;
using System.Text;
using SBG.Api.Kernel.Http;

namespace SBG.Api.Kernel;

/// <summary>How CSV is written.</summary>
public enum CsvDialect
{
    /// <summary>As RFC 4180 says: commas, decimal points, UTF-8 without a mark.</summary>
    Plain,

    /// <summary>As a spreadsheet in Québec opens it: semicolons, decimal commas, a byte order mark.</summary>
    Spreadsheet,
}

/// <summary>A table as CSV.</summary>
/// <param name="dialect">How.</param>
internal sealed class CsvTable(CsvDialect dialect)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/csv";

    private readonly StringBuilder _text = new(dialect == CsvDialect.Spreadsheet ? "\ufeff" : string.Empty);

    /// <summary>Whether the caller asks for CSV rather than JSON.</summary>
    /// <param name="request">The request.</param>
    public static bool IsWanted(HttpRequest request) => request.Prefers(MediaType);

    /// <summary>Adds a row.</summary>
    /// <param name="fields">Texts, decimals, whole numbers, instants, dates; null is empty.</param>
    public void Row(params ReadOnlySpan<object?> fields)
    {
        for (var n = 0; n < fields.Length; n++)
        {
            _text.Append(n == 0 ? string.Empty : dialect == CsvDialect.Spreadsheet ? ";" : ",").Append(Field(fields[n]));
        }

        _text.Append("\r\n");
    }

    /// <summary>The answer: the table, and where to go on in the <c>Link</c> header.</summary>
    public IResult Answer() => Results.Bytes(Encoding.UTF8.GetBytes(_text.ToString()), MediaType + "; charset=utf-8; header=present");

    private string Field(object? value) => value switch
    {
        null => string.Empty,
        decimal number when dialect == CsvDialect.Spreadsheet => number.ToString(CultureInfo.InvariantCulture).Replace('.', ','),
        decimal or int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        DateTimeOffset at => Instant.Format(at),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => Text(value.ToString()!),
    };

    // A spreadsheet would run a text that begins like a formula.
    private string Text(string text)
    {
        var safe = dialect == CsvDialect.Spreadsheet && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",;\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
