using SBG.Domain.ServiceLevels.Reports;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>What an edition says, as it is kept byte for byte.</summary>
/// <param name="Format">How it is laid out; another layout gets another number.</param>
/// <param name="ReportId">The report.</param>
/// <param name="Edition">Its number.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Basis">On what it rests.</param>
/// <param name="Incidents">How many incidents.</param>
/// <param name="Figures">By dimension, value and clock.</param>
/// <param name="Changes">The figures that differ from the edition before, with why; empty in the first.</param>
/// <param name="Changed">The incidents behind them, with why, the first <see cref="Most"/>.</param>
/// <param name="Verdicts">Everything that the figures are made of, by client and incident.</param>
public sealed record EditionContent(
    int Format,
    Guid ReportId,
    int Edition,
    ReportScope Scope,
    EditionBasis Basis,
    int Incidents,
    IReadOnlyList<EditionFigure> Figures,
    IReadOnlyList<FigureChange> Changes,
    IReadOnlyList<IncidentChange> Changed,
    IReadOnlyList<EditionVerdict> Verdicts)
{
    /// <summary>The layout that is written today.</summary>
    public const int Current = 1;

    /// <summary>The most changed incidents that are listed.</summary>
    public const int Most = 1000;
}

/// <summary>An incident that stands otherwise than in the edition before.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Causes"><c>events</c>: recorded since; <c>versions</c>: a policy or calendar was corrected; <c>time</c>: its clock ran on.</param>
/// <param name="Before">As it stood; null: it was not known.</param>
/// <param name="After">As it stands.</param>
public sealed record IncidentChange(string ClientId, Guid IncidentId, IReadOnlyList<string> Causes, EditionVerdict? Before, EditionVerdict After);
