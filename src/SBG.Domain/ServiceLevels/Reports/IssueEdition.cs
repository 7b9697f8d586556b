using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Reports;

/// <summary>Issue the next edition of a report; the first opens it.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Basis">On what the edition rests.</param>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal.</param>
public sealed record IssueEdition(Guid ReportId, ReportScope Scope, EditionBasis Basis, string Hash)
{
    /// <summary>Decides.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="report">The report; null before its first edition.</param>
    public static Decision<ComplianceReport> Decide(IssueEdition command, ComplianceReport? report)
    {
        var issued = new EditionIssued((report?.Editions.Length ?? 0) + 1, command.Basis, command.Hash);
        return report is null ? Decision.Record<ComplianceReport>(new ReportOpened(command.ReportId, command.Scope), issued) : issued;
    }
}
