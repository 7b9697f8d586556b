using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Reports;

/// <summary>A report was asked for; its first edition follows in the same decision.</summary>
/// <param name="ReportId">The stream.</param>
/// <param name="Scope">What it is about.</param>
[StoredAs("compliance_report_opened")]
public sealed record ReportOpened(Guid ReportId, ReportScope Scope) : EventOf<ComplianceReport>;

/// <summary>An edition was issued; its bytes are kept under their hash and never change.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Basis">On what it rests.</param>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal.</param>
[StoredAs("compliance_report_edition_issued")]
public sealed record EditionIssued(int Number, EditionBasis Basis, string Hash) : EventOf<ComplianceReport>;
