using SBG.Api.Kernel;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>Which table of an edition is written as CSV.</summary>
public enum EditionRows
{
    /// <summary>The figures, by dimension, value and clock.</summary>
    Figures,

    /// <summary>The incidents behind them.</summary>
    Incidents,

    /// <summary>The lines of requests behind them.</summary>
    Requests,
}

/// <summary>An edition as CSV. A spreadsheet gets headings in the caller's language, everything else the members' names.</summary>
internal static class EditionTable
{
    private static readonly (string Name, string French)[] Figures =
    [
        ("dimension", "Dimension"), ("value", "Valeur"), ("kind", "Chronomètre"), ("count", "Nombre"), ("met", "Respectés"), ("breached", "Dépassés"), ("running", "En cours"),
        ("uncounted", "Non comptés"), ("compliancePercent", "Conformité (%)"), ("p50Seconds", "Médiane (s)"), ("p90Seconds", "90e centile (s)"), ("p95Seconds", "95e centile (s)"),
        ("acknowledgedSeconds", "Avant prise en charge (s)"), ("inProgressSeconds", "En traitement (s)"), ("pendingSeconds", "En attente (s)"),
    ];

    private static readonly (string Name, string French)[] Incidents =
    [
        ("clientId", "Organisme"), ("incidentId", "Incident"), ("month", "Mois"), ("priority", "Priorité"), ("team", "Équipe"), ("response", "Prise en charge"),
        ("responseSeconds", "Prise en charge (s)"), ("resolution", "Résolution"), ("resolutionSeconds", "Résolution (s)"), ("pendingSeconds", "En attente (s)"), ("totalSeconds", "Total (s)"),
    ];

    private static readonly (string Name, string French)[] Requests =
    [
        ("clientId", "Organisme"), ("requestId", "Demande"), ("lineId", "Ligne"), ("offerId", "Offre"), ("month", "Mois"), ("fulfilment", "Livraison"),
        ("fulfilmentSeconds", "Livraison (s)"), ("approvalSeconds", "Approbation (s)"), ("totalSeconds", "Total (s)"),
    ];

    /// <summary>Writes a table.</summary>
    /// <param name="content">The edition.</param>
    /// <param name="rows">Which table.</param>
    /// <param name="dialect">How.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static CsvTable Of(EditionContent content, EditionRows rows, CsvDialect dialect, string language)
    {
        var table = new CsvTable(dialect);
        table.Row([.. (rows switch { EditionRows.Figures => Figures, EditionRows.Incidents => Incidents, _ => Requests })
            .Select(column => (object?)(dialect is CsvDialect.Spreadsheet && language == "fr" ? column.French : column.Name))]);
        switch (rows)
        {
            case EditionRows.Figures:
                foreach (var of in content.Figures)
                {
                    table.Row(
                        of.Dimension, of.Value, Name(of.Kind), of.Incidents, of.Met, of.Breached, of.Running, of.Uncounted, of.CompliancePercent(), of.P50, of.P90, of.P95,
                        of.AwaitedSeconds, of.WorkedSeconds - (of.AwaitedSeconds ?? 0), of.HeldSeconds);
                }

                break;
            case EditionRows.Incidents:
                foreach (var of in content.Verdicts)
                {
                    table.Row(
                        of.ClientId, of.IncidentId, of.Month, Name(of.Priority), of.Team, Name(of.Response.State), of.Response.Seconds, Name(of.Resolution.State), of.Resolution.Seconds,
                        of.HeldSeconds, of.TotalSeconds);
                }

                break;
            default:
                foreach (var of in content.Requests ?? [])
                {
                    table.Row(
                        of.ClientId, of.RequestId, of.LineId, of.OfferId, of.Month, Name(of.Fulfilment.State), of.Fulfilment.Seconds, of.ApprovalSeconds, of.TotalSeconds);
                }

                break;
        }

        return table;
    }

    private static string Name<TEnum>(TEnum constant)
        where TEnum : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(constant.ToString());
}
