namespace SBG.Domain.Incidents.Import;

/// <summary>What makes a row of a log unusable.</summary>
/// <param name="Column">The CSV column.</param>
/// <param name="Code">Stable: <c>unknown-value</c>, <c>missing</c>, <c>not-a-time</c>, <c>no-such-time</c> (the clocks skipped it), <c>differs-between-rows</c>.</param>
/// <param name="Row">Which of the incident's rows, from 0.</param>
public sealed record LogProblem(string Column, string Code, int Row = 0);
