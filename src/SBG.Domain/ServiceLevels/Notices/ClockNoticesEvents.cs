using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Domain.ServiceLevels.Notices;

/// <summary>
/// A share of a target was used: half, three quarters, or all of it and more (the breach). It happened when the share was reached, whenever that was noticed.
/// It announces: no verdict rests on it.
/// </summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Kind">Which clock.</param>
/// <param name="Percent">50, 75 or 100.</param>
/// <param name="Target">How much may be used.</param>
/// <param name="CountedFrom">Since when it is counted (UTC).</param>
/// <param name="PolicyId">The policy that promises.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Team">Whose clock, between teams.</param>
[StoredAs("service_level_threshold_reached")]
public sealed record ThresholdReached(
    Guid IncidentId, string Number, TargetKind Kind, int Percent, TimeSpan Target, DateTimeOffset CountedFrom, Guid? PolicyId, int? PolicyVersion, string? Team = null)
    : EventOf<ClockNotices>;
