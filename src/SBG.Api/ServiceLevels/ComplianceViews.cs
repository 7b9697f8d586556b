using SBG.Api.ServiceLevels.Fulfilment;
using SBG.Api.ServiceLevels.Rehearsals;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Rehearsals;

namespace SBG.Api.ServiceLevels;

/// <summary>Compliance of one client over a period, as contracted.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="From">First day, in the client's zone: an incident counts on the day on which it was reported.</param>
/// <param name="To">First day after.</param>
/// <param name="ReadAt">When the clocks were read.</param>
/// <param name="Incidents">How many incidents were reported in the period.</param>
/// <param name="Priorities">By priority.</param>
/// <param name="Offers">By offer: the lines of the requests that were submitted in the period.</param>
public sealed record ComplianceView(
    string ClientId, DateOnly From, DateOnly To, DateTimeOffset ReadAt, int Incidents, IReadOnlyList<PriorityCompliance> Priorities, IReadOnlyList<OfferCompliance> Offers);

/// <summary>Compliance over all clients.</summary>
/// <param name="From">First day, in each client's zone.</param>
/// <param name="To">First day after.</param>
/// <param name="ReadAt">When the clocks were read.</param>
/// <param name="Clients">By client; those without an incident in the period are left out.</param>
public sealed record ComplianceReportView(DateOnly From, DateOnly To, DateTimeOffset ReadAt, IReadOnlyList<ComplianceView> Clients);

/// <summary>The same history read three ways: as contracted, as corrected, as proposed.</summary>
/// <param name="From">First day, in each client's zone.</param>
/// <param name="To">First day after.</param>
/// <param name="ReadAt">When the clocks were read.</param>
/// <param name="Incidents">How many incidents were reported in the period.</param>
/// <param name="Contracted">As contracted.</param>
/// <param name="Corrected">As corrected since.</param>
/// <param name="Proposed">As proposed; nothing of it is stored.</param>
/// <param name="Changes">How many clocks would stand otherwise than contracted.</param>
/// <param name="Changed">A page of them, by client and incident.</param>
/// <param name="More">Whether there are more: ask again after the last one.</param>
public sealed record WhatIfView(
    DateOnly From,
    DateOnly To,
    DateTimeOffset ReadAt,
    int Incidents,
    IReadOnlyList<PriorityCompliance> Contracted,
    IReadOnlyList<PriorityCompliance> Corrected,
    IReadOnlyList<PriorityCompliance> Proposed,
    IReadOnlyList<VerdictChange> Changes,
    IReadOnlyList<ChangedIncident> Changed,
    bool More);

/// <summary>How one incident stands, and why.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Priority">Its last priority.</param>
/// <param name="ReportedAt">When its clocks started.</param>
/// <param name="Response">To the provider's first act.</param>
/// <param name="Resolution">To the remedy.</param>
/// <param name="PolicyId">The policy that says so.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="PolicyBasis">Why that version, or none, applies.</param>
/// <param name="CalendarId">The calendar in whose open time the targets run.</param>
/// <param name="CalendarVersion">Its version.</param>
/// <param name="Marks">The events that made it, in the order of recording.</param>
public sealed record IncidentComplianceView(
    Guid IncidentId,
    string Number,
    Priority Priority,
    DateTimeOffset ReportedAt,
    ClockView Response,
    ClockView Resolution,
    Guid? PolicyId,
    int? PolicyVersion,
    PolicyBasis PolicyBasis,
    Guid? CalendarId,
    int? CalendarVersion,
    IReadOnlyList<TimelineMark> Marks);

/// <summary>How a clock stands.</summary>
/// <param name="State">How the target stands.</param>
/// <param name="Elapsed">Open time used.</param>
/// <param name="Target">Open time that may be used; null when nothing is promised.</param>
/// <param name="DueAt">The last second at which stopping meets the target.</param>
/// <param name="StoppedAt">When it stopped.</param>
/// <param name="Paused">Whether it stands still on hold.</param>
public sealed record ClockView(ClockState State, TimeSpan Elapsed, TimeSpan? Target, DateTimeOffset? DueAt, DateTimeOffset? StoppedAt, bool Paused)
{
    internal static ClockView Of(ClockReading reading) => new(
        reading.State, TimeSpan.FromSeconds(reading.Elapsed), reading.Target is { } target ? TimeSpan.FromSeconds(target) : null,
        Instant(reading.DueAt), Instant(reading.StoppedAt), reading.Paused);

    internal RehearsedClock Kept => new(State, (long)Elapsed.TotalSeconds, (long?)Target?.TotalSeconds);

    private static DateTimeOffset? Instant(long? seconds) => seconds is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
