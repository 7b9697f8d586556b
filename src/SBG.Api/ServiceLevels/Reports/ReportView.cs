using SBG.Api.Kernel;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Reports;

namespace SBG.Api.ServiceLevels.Reports;

/// <summary>A report, as the API shows it.</summary>
/// <param name="Id">The report.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Editions">In order; none ever changes.</param>
/// <param name="Actions">The commands that the caller may give now.</param>
public sealed record ReportView(Guid Id, ReportScope Scope, IReadOnlyList<ReportEdition> Editions, IReadOnlyList<string> Actions)
{
    internal static ReportView Of(ComplianceReport report, Actor actor) =>
        new(report.Id, report.Scope, report.Editions, new Actions(actor).May("issue", Role.ServiceManager).Listed);
}

/// <summary>Whether an edition is what its events give.</summary>
/// <param name="Kept">SHA-256 of the bytes as they are kept.</param>
/// <param name="WorkedOut">SHA-256 of the bytes worked out again from the events.</param>
/// <param name="Same">Whether they are the same.</param>
public sealed record EditionProof(string Kept, string WorkedOut, bool Same);
