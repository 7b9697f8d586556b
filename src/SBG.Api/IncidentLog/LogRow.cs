using System.Collections.Immutable;

namespace SBG.Api.IncidentLog;

/// <summary>One readable row: text by field, dates as instants. Unknown values are absent.</summary>
/// <param name="Line">Where it begins in the file; the header is line 1.</param>
/// <param name="Texts">Text fields, trimmed.</param>
/// <param name="Instants">Date fields (UTC).</param>
public sealed record LogRow(int Line, ImmutableDictionary<LogField, string> Texts, ImmutableDictionary<LogField, DateTimeOffset> Instants)
{
    /// <summary>A text field; null when unknown.</summary>
    /// <param name="field">The field.</param>
    public string? this[LogField field] => Texts.GetValueOrDefault(field);

    /// <summary>The incident's number.</summary>
    public string Number => Texts[LogField.Number];

    /// <summary>When the update was made (UTC).</summary>
    public DateTimeOffset At => Instants[LogField.UpdatedAt];

    /// <summary>A date field (UTC); null when unknown.</summary>
    /// <param name="field">The field.</param>
    public DateTimeOffset? When(LogField field) => Instants.TryGetValue(field, out var at) ? at : null;
}

/// <summary>What is wrong with a row. It names no value: a cell can hold personal data.</summary>
/// <param name="Line">Where the row begins in the file; the header is line 1.</param>
/// <param name="Column">Header of the cell; null when the whole row is meant.</param>
/// <param name="Code">Stable: <c>missing-value</c>, <c>unreadable-date</c>, <c>time-does-not-exist</c>, <c>malformed-row</c>, <c>too-long</c>,
/// <c>unreadable-character</c>, <c>unknown-value</c>.</param>
public sealed record RowError(int Line, string? Column, string Code);

/// <summary>What a file says.</summary>
/// <param name="Rows">The readable rows, in the order of the file.</param>
/// <param name="Errors">The others.</param>
/// <param name="MissingColumns">Headers that the mapping asks for and the file lacks; not empty means that nothing was read.</param>
public sealed record ParsedLog(ImmutableArray<LogRow> Rows, ImmutableArray<RowError> Errors, ImmutableArray<string> MissingColumns);
