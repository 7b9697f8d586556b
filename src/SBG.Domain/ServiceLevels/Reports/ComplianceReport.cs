using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Reports;

/// <summary>A client of a report, with the zone in which its days run.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="TimeZone">IANA zone; named once for all editions.</param>
public sealed record ReportClient(string ClientId, string TimeZone);

/// <summary>What a report is about; all its editions are about the same.</summary>
/// <param name="From">First day, in each client's zone: an incident counts on the day on which it was reported.</param>
/// <param name="To">First day after.</param>
/// <param name="Clients">The clients, in order; they are named once for all editions.</param>
/// <param name="AsCorrected">Whether history is read as corrected up to each edition; else as contracted.</param>
public sealed record ReportScope(DateOnly From, DateOnly To, ImmutableArray<ReportClient> Clients, bool AsCorrected);

/// <summary>What incidents that bear a version were measured by.</summary>
/// <param name="PolicyId">The policy that they bear.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="UsedVersion">The version that counted: a correction, or the same.</param>
/// <param name="CalendarId">The calendar.</param>
/// <param name="CalendarVersions">The versions of the calendar that counted, ascending in time.</param>
public sealed record UsedVersions(Guid PolicyId, int PolicyVersion, int UsedVersion, Guid CalendarId, ImmutableArray<int> CalendarVersions)
{
    /// <summary>Compares what was used, version by version.</summary>
    /// <param name="other">Others.</param>
    public bool Equals(UsedVersions? other) =>
        other is not null && (PolicyId, PolicyVersion, UsedVersion, CalendarId) == (other.PolicyId, other.PolicyVersion, other.UsedVersion, other.CalendarId)
        && CalendarVersions.SequenceEqual(other.CalendarVersions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PolicyId, PolicyVersion, UsedVersion);
}

/// <summary>On what an edition rests: enough to work it out again, whatever happened since.</summary>
/// <param name="Position">The last place in the log that was there.</param>
/// <param name="Missing">The places before it that were not there (yet), ascending: written by transactions that were under way.</param>
/// <param name="ReadAt">When the clocks were read (UTC).</param>
/// <param name="Versions">By what was measured.</param>
public sealed record EditionBasis(long Position, ImmutableArray<long> Missing, DateTimeOffset ReadAt, ImmutableArray<UsedVersions> Versions);

/// <summary>One edition of a report.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="Basis">On what it rests.</param>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal: the name under which they are kept.</param>
/// <param name="IssuedAt">When (UTC).</param>
public sealed record ReportEdition(int Number, EditionBasis Basis, string Hash, DateTimeOffset IssuedAt);

/// <summary>A compliance report in editions that never change.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Editions">In order.</param>
public sealed record ComplianceReport(Guid Id, ReportScope Scope, ImmutableArray<ReportEdition> Editions) : IState<ComplianceReport>
{
    /// <summary>An edition; null when there is none of that number.</summary>
    /// <param name="number">1, 2, 3 ...</param>
    public ReportEdition? Edition(int number) => number >= 1 && number <= Editions.Length ? Editions[number - 1] : null;

    /// <inheritdoc/>
    public static ComplianceReport? Evolve(ComplianceReport? state, EventOf<ComplianceReport> happened, DateTimeOffset at) => (state, happened) switch
    {
        (null, ReportOpened e) => new(e.ReportId, e.Scope, []),
        ({ }, EditionIssued e) => state with { Editions = state.Editions.Add(new(e.Number, e.Basis, e.Hash, at)) },
        _ => state,
    };
}
