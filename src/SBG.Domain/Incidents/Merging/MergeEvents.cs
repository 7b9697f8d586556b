using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents.Merging;

/// <summary>An incident that another one took in.</summary>
/// <param name="MergeId">By which merge.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Number">What people call it.</param>
/// <param name="ReportedBy">Subject whose incident it is: who follows the other one from now on.</param>
public sealed record AbsorbedIncident(Guid MergeId, Guid IncidentId, string Number, string ReportedBy);

/// <summary>The incident is dealt with in another one; everything about it stays as it was, until the merge is undone.</summary>
/// <param name="MergeId">The merge.</param>
/// <param name="IntoId">The other one.</param>
/// <param name="IntoNumber">What people call that.</param>
[StoredAs("incident_merged")]
public sealed record IncidentMerged(Guid MergeId, Guid IntoId, string IntoNumber) : EventOf<Incident>;

/// <summary>The merge is undone: the incident is again what it was.</summary>
/// <param name="MergeId">The merge.</param>
/// <param name="Status">Where it stands again.</param>
[StoredAs("incident_unmerged")]
public sealed record IncidentUnmerged(Guid MergeId, IncidentStatus Status) : EventOf<Incident>;

/// <summary>The incident took others in.</summary>
/// <param name="MergeId">The merge.</param>
/// <param name="Incidents">The others.</param>
[StoredAs("incidents_absorbed")]
public sealed record IncidentsAbsorbed(Guid MergeId, ImmutableArray<AbsorbedIncident> Incidents) : EventOf<Incident>;

/// <summary>It gave them back.</summary>
/// <param name="MergeId">The merge.</param>
[StoredAs("incident_merge_undone")]
public sealed record IncidentMergeUndone(Guid MergeId) : EventOf<Incident>;
