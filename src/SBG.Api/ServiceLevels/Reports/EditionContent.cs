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
/// <param name="Verdicts">Everything that the figures of incidents are made of, by client and incident.</param>
/// <param name="Requests">Everything that the figures of deliveries are made of, by client, request and line; null in the first layout.</param>
/// <param name="ChangedRequests">The lines behind the changes, with why, the first <see cref="Most"/>; null in the first layout.</param>
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
    IReadOnlyList<EditionVerdict> Verdicts,
    IReadOnlyList<FulfilmentVerdict>? Requests = null,
    IReadOnlyList<RequestChange>? ChangedRequests = null)
{
    /// <summary>The layout of reports that are begun today; one that was begun in another keeps it.</summary>
    public const int Current = 2;

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

/// <summary>A line of a request that stands otherwise than in the edition before.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="RequestId">The request.</param>
/// <param name="LineId">The line.</param>
/// <param name="Causes">As of incidents.</param>
/// <param name="Before">As it stood; null: it was not known.</param>
/// <param name="After">As it stands.</param>
public sealed record RequestChange(string ClientId, Guid RequestId, Guid LineId, IReadOnlyList<string> Causes, FulfilmentVerdict? Before, FulfilmentVerdict After);
