using System.Collections.Immutable;
using SBG.Domain.Incidents.Import;

namespace SBG.Api.IncidentLog;

/// <summary>One readable row.</summary>
/// <param name="Line">Where it begins in the file; the header is line 1.</param>
/// <param name="Told">What it says.</param>
public sealed record LogRow(int Line, IncidentLogRow Told);

/// <summary>What is wrong with a row. It names no value: a cell can hold personal data.</summary>
/// <param name="Line">Where the row begins in the file; the header is line 1.</param>
/// <param name="Column">Header of the cell; null when the whole row is meant.</param>
/// <param name="Code">Stable: those of <see cref="LogProblem"/>, <c>malformed-row</c>, <c>too-long</c>, <c>characters</c>.</param>
public sealed record RowError(int Line, string? Column, string Code);

/// <summary>What a file says.</summary>
/// <param name="Rows">The readable rows, in the order of the file.</param>
/// <param name="Errors">The others.</param>
/// <param name="MissingColumns">Headers that the mapping asks for and the file lacks; not empty means that nothing was read.</param>
public sealed record ParsedLog(ImmutableArray<LogRow> Rows, ImmutableArray<RowError> Errors, ImmutableArray<string> MissingColumns);
